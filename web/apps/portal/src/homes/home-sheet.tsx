import { Button, EmptyState } from "@genkan/ui";
import { useNavigate } from "@tanstack/react-router";
import { CircleHelp, UserPlus } from "lucide-react";
import { useState } from "react";
import type { Home, Place } from "../app/data";
import { Dialog } from "../app/dialog";
import { useWords } from "../app/use-words";
import { HomeState } from "./home-table";
import { HouseholdPanel } from "./household-panel";
import { MoveInForm, type MoveInFormProps } from "./move-in-form";
import { RemoveHome } from "./remove-home";
import { propertyOf, zoneOf } from "./use-homes";

export interface HomeSheetProps {
  homeId: string;
  homes: readonly Home[];
  places: readonly Place[];
}

/** One home: who lives there, and letting somebody move in. Loaded when first opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function HomeSheet({ homeId, homes, places }: HomeSheetProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const home = homes.find((known) => known.home_id === homeId);
  const close = () =>
    void navigate({
      to: ".",
      search: ({ home: _, ...search }) => search,
      replace: true,
      resetScroll: false,
    });
  if (home === undefined) {
    return (
      <Dialog place="side" title={t("home.gone.title")} close={close} testId="portal-home-sheet">
        <EmptyState icon={<CircleHelp size={28} strokeWidth={1.75} />} title={t("home.gone.title")}>
          {t("home.gone.text")}
        </EmptyState>
      </Dialog>
    );
  }
  const zone = zoneOf(places, home.building_id);
  return (
    <Dialog
      place="side"
      title={t("home.title", { number: home.number })}
      description={home.building_name}
      close={close}
      testId="portal-home-sheet"
    >
      <div className="flex flex-col gap-6">
        <HomeState home={home} />
        {home.household_id === null ? (
          <>
            <MoveInForm home={home} zone={zone} freeMs={null} />
            <RemoveHome home={home} close={close} />
          </>
        ) : (
          <>
            <HouseholdPanel
              home={home}
              propertyId={propertyOf(places, home.building_id)}
              householdId={home.household_id}
              zone={zone}
            />
            {home.until_ms !== null && home.next_since_ms === null ? (
              <NextHousehold home={home} zone={zone} freeMs={home.until_ms} />
            ) : null}
          </>
        )}
      </div>
    </Dialog>
  );
}

/** Who lives there has a day on which they leave: the next household can be entered from then on. */
function NextHousehold({ home, zone, freeMs }: MoveInFormProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="border-line border-t pt-6">
      {isOpen ? (
        <MoveInForm home={home} zone={zone} freeMs={freeMs} />
      ) : (
        <Button
          tone="quiet"
          isWide
          icon={<UserPlus size={20} strokeWidth={1.75} aria-hidden />}
          data-testid="portal-next-household"
          onClick={() => setOpen(true)}
        >
          {t("home.nextAdd")}
        </Button>
      )}
    </section>
  );
}
