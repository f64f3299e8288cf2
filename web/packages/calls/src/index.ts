/** View models of a call's two ends, free of React. */
export type { AppLink, Command } from "./link";
export type { LineLevel } from "./media/line-level";
export type { LineFigures } from "./media/line-stats";
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
export { DoorRelease, type DoorReleaseView } from "./phone/door-release";
export type { MicrophoneState, OpenMicrophone } from "./phone/microphone";
export {
  type AnswerMemory,
  PhoneCall,
  type PhoneCallNeeds,
  type PhoneCallView,
  type Said,
} from "./phone/phone-call";
export { PhoneCalls } from "./phone/phone-calls";
export type { Stage, Why } from "./phone/stage";
