import { later } from "../parts/later";

const told = import("./told");

/** Resolves when every screen is there; for tests. */
export const whenScreensAreThere = told;

export const CallScreen = later(told.then((screens) => screens.CallScreen));
export const OfflineScreen = later(told.then((screens) => screens.OfflineScreen));
export const OpenedScreen = later(told.then((screens) => screens.OpenedScreen));
export const OutcomeScreen = later(told.then((screens) => screens.OutcomeScreen));
export const RepliedScreen = later(told.then((screens) => screens.RepliedScreen));
export const BesideScreen = later(told.then((screens) => screens.BesideScreen));
export const BuildingKeys = later(told.then((screens) => screens.BuildingKeys));
export const BuildingScreen = later(told.then((screens) => screens.BuildingScreen));
export const DirectoryScreen = later(told.then((screens) => screens.DirectoryScreen));
export const OfficeClosedScreen = later(told.then((screens) => screens.OfficeClosedScreen));
export const WaitingScreen = later(told.then((screens) => screens.WaitingScreen));
export const SideKeys = later(told.then((screens) => screens.SideKeys));
