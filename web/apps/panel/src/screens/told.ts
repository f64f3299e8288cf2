/** What a visitor sees after the first touch, fetched beside the first page: it must open quickly. */
import "../told.css";

export { BesideScreen } from "../parts/beside-screen";
export { BuildingKeys } from "../parts/building-keys";
export { SideKeys } from "../parts/side-keys";
export { BuildingScreen } from "./building-screen";
export { CallScreen } from "./call-screen";
export { DirectoryScreen } from "./directory-screen";
export { OfficeClosedScreen } from "./office-closed-screen";
export { OfflineScreen } from "./out-of-service-screen";
export { OpenedScreen, OutcomeScreen, RepliedScreen } from "./outcome-screen";
export { WaitingScreen } from "./waiting-screen";
