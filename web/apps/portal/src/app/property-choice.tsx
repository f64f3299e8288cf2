import { SelectField } from "@genkan/ui";
import type { Place } from "./data";
import { useWords } from "./use-words";

export interface PropertyChoiceProps {
  places: readonly Pick<Place, "property_id" | "name">[];
  propertyId: string;
  choose(propertyId: string): void;
  isDisabled?: boolean;
  className?: string;
}

/** Which property is meant; nothing where there is only one. */
export function PropertyChoice({
  places,
  propertyId,
  choose,
  isDisabled = false,
  className = "sm:max-w-sm",
}: PropertyChoiceProps) {
  const { t } = useWords();
  if (places.length < 2) return null;
  return (
    <SelectField
      className={className}
      label={t("property.choose")}
      value={propertyId}
      disabled={isDisabled}
      data-testid="portal-property"
      onChange={(event) => choose(event.target.value)}
    >
      {places.map((place) => (
        <option key={place.property_id} value={place.property_id}>
          {place.name}
        </option>
      ))}
    </SelectField>
  );
}
