import { SelectField } from "@genkan/ui";
import { useSearch } from "@tanstack/react-router";
import { Fragment, type ReactNode } from "react";
import type { Place } from "./data";
import { useSetSearch } from "./use-set-search";
import { useWords } from "./use-words";

/** Give the property in the page's address, or the first; undefined where there is none. */
export function usePlaceOfPage(places: readonly Place[]): Place | undefined {
  const { property } = useSearch({ from: "__root__" });
  return places.find((known) => known.property_id === property) ?? places[0];
}

/** A choice among the properties, and what the page shows of the one in its address. */
export function OfProperty({
  places,
  children,
}: {
  places: readonly Place[];
  children(place: Place): ReactNode;
}) {
  const setSearch = useSetSearch();
  const place = usePlaceOfPage(places);
  if (place === undefined) return null;
  return (
    <>
      <PropertyChoice
        places={places}
        propertyId={place.property_id}
        choose={(property) => setSearch({ property })}
      />
      <Fragment key={place.property_id}>{children(place)}</Fragment>
    </>
  );
}

export interface PropertyChoiceProps {
  places: readonly Pick<Place, "property_id" | "name">[];
  propertyId: string;
  choose(propertyId: string): void;
  isDisabled?: boolean;
  className?: string;
}

/** Which property is meant; nothing where there is only one. */
export function PropertyChoice({
  places,
  propertyId,
  choose,
  isDisabled = false,
  className = "sm:max-w-sm",
}: PropertyChoiceProps) {
  const { t } = useWords();
  if (places.length < 2) return null;
  return (
    <SelectField
      className={className}
      label={t("property.choose")}
      value={propertyId}
      disabled={isDisabled}
      data-testid="portal-property"
      onChange={(event) => choose(event.target.value)}
    >
      {places.map((place) => (
        <option key={place.property_id} value={place.property_id}>
          {place.name}
        </option>
      ))}
    </SelectField>
  );
}
