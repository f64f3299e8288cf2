import { Dimmer } from "./dimmer";
import { LineFiguresSwitch } from "./line-figures-board";
import { RemoteVoice } from "./remote-voice";

/** What belongs to the unit whatever its screen shows. */
export function BesideScreen() {
  return (
    <>
      <RemoteVoice />
      <LineFiguresSwitch />
      <Dimmer />
    </>
  );
}
