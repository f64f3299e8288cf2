/** View models of a call's two ends, free of React. */
export {
  type DeviceState,
  type OpenDevices,
  PanelDevices,
  type PanelDevicesView,
} from "./media/panel-devices";
export { PanelMedia, type PanelMediaCall, type PanelMediaNeeds } from "./media/panel-media";
export type { PeerFactory } from "./media/peer";
export {
  PhoneMedia,
  type PhoneMediaNeeds,
  type PhoneMediaState,
  type PhoneMediaView,
} from "./media/phone-media";
