/** How Genkan looks and sounds; `styles.css` holds the tokens. */
export { Banner, type BannerProps } from "./banner";
export { Button, type ButtonProps } from "./button";
export { Card } from "./card";
export { EmptyState, type EmptyStateProps } from "./empty-state";
export { MARK_PATH, Mark } from "./mark";
export { SelectField, type SelectFieldProps } from "./select-field";
export { Skeleton } from "./skeleton";
export { playSound, type SoundName, unlockSounds } from "./sounds";
export { Spinner } from "./spinner";
export { StatusDot } from "./status-dot";
export { TextField, type TextFieldProps } from "./text-field";
export { chooseTheme, readTheme, setUpTheme, THEMES, type Theme } from "./theme";
export { vibrate } from "./vibrate";
