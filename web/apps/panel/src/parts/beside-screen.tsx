import { lazy, Suspense } from "react";
import { Announcer } from "./announcer";
import { Dimmer } from "./dimmer";
import { LineFiguresSwitch } from "./line-figures-board";
import { useModel, useReadable } from "./panel-context";
import { RemoteVoice } from "./remote-voice";

const UnitCheck = lazy(() => import("./unit-check"));

/** What belongs to the unit whatever its screen shows. */
export function BesideScreen() {
  const view = useReadable(useModel());
  const check = view.unit?.check ?? null;
  return (
    <>
      <Announcer screen={view.screen} />
      <RemoteVoice />
      <LineFiguresSwitch />
      {check === null ? null : (
        <Suspense fallback={null}>
          <UnitCheck key={check.check_id} view={view} check={check} />
        </Suspense>
      )}
      <Dimmer />
    </>
  );
}
