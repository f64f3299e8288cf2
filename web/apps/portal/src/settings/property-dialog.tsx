import type { HttpBody } from "@genkan/contract";
import { Button, TextField } from "@genkan/ui";
import { type FormEvent, useState } from "react";
import type { Place } from "../app/data";
import { Dialog } from "../app/dialog";
import { useServices } from "../app/services";
import { useSending } from "../app/use-sending";
import { useSetSearch } from "../app/use-set-search";
import { useWords } from "../app/use-words";
import { Problem } from "../people/problem";

/** Gives a property a name: a new one, or another. */
export function PropertyDialog({ place, close }: { place: Place | null; close(): void }) {
  const { t } = useWords();
  const { session } = useServices();
  const sending = useSending();
  const setSearch = useSetSearch();
  const [name, setName] = useState(place?.name ?? "");
  const [wasTried, setTried] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() === "" || sending.isBusy) return;
    if (place !== null) {
      const path = `/api/portal/properties/${place.property_id}`;
      if ((await sending.send("PUT", path, { name })).ok) close();
      return;
    }
    const answer = await sending.send<HttpBody<"PropertyMadeOut">>("POST", "/api/portal/properties", {
      name,
    });
    if (!answer.ok) return;
    await session.refresh(); // whoever made it is its installer now
    setSearch({ property: answer.body.property_id });
    close();
  };

  return (
    <Dialog place="middle" title={place === null ? t("property.add") : t("property.rename")} close={close}>
      <form className="flex flex-col gap-5" onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label={t("property.name")}
          hint={t("property.nameHint")}
          error={wasTried && name.trim() === "" ? t("property.nameMissing") : null}
          value={name}
          maxLength={120}
          autoComplete="off"
          data-testid="portal-property-name"
          onChange={(event) => setName(event.target.value)}
        />
        <Problem refusal={sending.refusal} />
        <Button type="submit" isWide isBusy={sending.isBusy} data-testid="portal-property-submit">
          {place === null ? t("property.create") : t("form.save")}
        </Button>
      </form>
    </Dialog>
  );
}
