import { TextField, type TextFieldProps } from "@genkan/ui";
import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";

export interface PasswordFieldProps extends Omit<TextFieldProps, "type" | "trailing"> {
  /** What the eye at the field's end says. */
  showLabel: string;
  hideLabel: string;
}

/** A password that can be looked at before it is sent: most wrong ones are mistyped on a small keyboard. */
export function PasswordField({ showLabel, hideLabel, ...rest }: PasswordFieldProps) {
  const [isVisible, setVisible] = useState(false);
  const Icon = isVisible ? EyeOff : Eye;
  return (
    <TextField
      autoComplete="current-password"
      autoCapitalize="none"
      spellCheck={false}
      {...rest}
      type={isVisible ? "text" : "password"}
      trailing={
        <button
          type="button"
          aria-label={isVisible ? hideLabel : showLabel}
          className="grid w-14 shrink-0 place-items-center rounded-control text-quiet"
          onClick={() => setVisible(!isVisible)}
        >
          <Icon size={22} strokeWidth={1.75} aria-hidden />
        </button>
      }
    />
  );
}
