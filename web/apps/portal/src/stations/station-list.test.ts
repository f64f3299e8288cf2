import { describe, expect, test } from "vitest";
import { OFFLINE, station, UNENROLLED } from "../testing/fakes";
import {
  countByFilter,
  groupByBuilding,
  groupByProperty,
  matchesQuery,
  passesFilter,
  propertyBeside,
} from "./station-list";

describe("the search", () => {
  const east = station({ name: "正面玄関", building_name: "さくらハイツ 東館", version: "0.1.0" });

  test.each(["東館", "エントランス", "正面 東館", "0.1.0", "さくら", " ", "east"])("finds by %j", (query) => {
    expect(matchesQuery(east, query)).toBe(true);
  });

  test("finds what was typed with a Japanese keyboard's wide letters", () => {
    expect(matchesQuery(station({ name: "Gate 2" }), "ｇａｔｅ　２")).toBe(true);
  });

  test("wants every word", () => {
    expect(matchesQuery(east, "正面 西館")).toBe(false);
  });
});

describe("the filters", () => {
  const unsure = station({ station_id: "north", clock_uncertainty_ms: 9_000 });
  const all = [station(), OFFLINE, UNENROLLED, unsure];

  test("count what they would show", () => {
    expect(countByFilter(all)).toEqual({ all: 4, trouble: 2, online: 1, unenrolled: 1 });
  });

  test("show what is in trouble, whatever the trouble", () => {
    const shown = all.filter((one) => passesFilter(one, "trouble"));
    expect(shown.map((one) => one.station_id)).toEqual(["west", "north"]);
  });
});

describe("the order", () => {
  test("is by building as people count, urgent stations first", () => {
    const stations = [
      station({ station_id: "a", building_name: "10号棟" }),
      station({ station_id: "b", building_name: "2号棟", name: "正面玄関" }),
      station({ station_id: "c", building_name: "2号棟", name: "裏口", online: false }),
    ];
    const groups = groupByBuilding(stations, "ja");
    expect(groups.map((group) => group.buildingName)).toEqual(["2号棟", "10号棟"]);
    expect(groups[0]?.stations.map((one) => one.station_id)).toEqual(["c", "b"]);
  });

  test("keeps buildings of one name apart where their properties differ", () => {
    const stations = [
      station({ station_id: "a", property_id: "p1", property_name: "けやき台" }),
      station({ station_id: "b", property_id: "p2", property_name: "もみじ坂" }),
    ];
    expect(groupByBuilding(stations, "ja")).toHaveLength(2);
    expect(groupByProperty(stations, "ja").map((group) => group.name)).toEqual(["けやき台", "もみじ坂"]);
  });

  test("does not say a property twice", () => {
    expect(propertyBeside("さくらハイツ", "さくらハイツ 東館")).toBeNull();
    expect(propertyBeside("さくらハイツ", "東館")).toBe("さくらハイツ");
  });

  test("does without the names of properties", () => {
    const nameless = station({ property_id: null, property_name: null });
    expect(groupByProperty([nameless], "ja")).toEqual([{ key: "", name: null, stations: [nameless] }]);
  });
});
