/** When keys open: by the building's clock, as forms and sentences. For pages that are loaded late. */
export { nameWeekday, separatorOf, useValidity } from "./say-schedule";
export {
  emptySchedule,
  findScheduleErrors,
  type Repeat,
  type Schedule,
  type ScheduleErrors,
  type ScheduleForm,
  toForm,
  toSchedule,
} from "./schedule-form";
export { useKeyWords } from "./use-key-words";
export { PeriodFields, type ScheduleFieldsProps, WindowFields } from "./window-fields";
export { ZoneNote } from "./zone-note";
export {
  addDays,
  fromLocalText,
  isElsewhere,
  toDayText,
  toLocalText,
  toMinute,
  toTimeText,
  zoneOf,
} from "./zone-time";
