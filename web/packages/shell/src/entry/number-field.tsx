import { TextField } from "@genkan/ui";
import { useId } from "react";
import type { TypedNumber } from "./api";
import { listRegions } from "./regions";
import { useEntryWords } from "./words";

/** Country or region, and a mobile number in any spelling. */
export function NumberField({
  value,
  onChange,
  error,
}: {
  value: TypedNumber;
  onChange(number: TypedNumber): void;
  error: string | null;
}) {
  const { t, i18n } = useEntryWords();
  const id = useId();
  return (
    <div className="flex flex-col gap-4">
      <div>
        <label htmlFor={id} className="mb-1.5 block font-medium text-14">
          {t("number.region")}
        </label>
        <select
          id={id}
          data-testid="number-region"
          className="min-h-14 w-full rounded-control border border-quiet/60 bg-surface px-4 text-16"
          autoComplete="tel-country-code"
          value={value.region}
          onChange={(event) => onChange({ ...value, region: event.target.value })}
        >
          {listRegions(i18n.language).map(({ region, name, code }) => (
            <option key={region} value={region}>
              {`${name} +${code}`}
            </option>
          ))}
        </select>
      </div>
      <TextField
        label={t("number.label")}
        hint={t("number.hint")}
        error={error}
        type="tel"
        inputMode="tel"
        autoComplete="tel-national"
        data-testid="number"
        value={value.mobile}
        onChange={(event) => onChange({ ...value, mobile: event.target.value })}
      />
    </div>
  );
}
