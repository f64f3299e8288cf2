import type { HttpBody } from "@genkan/contract";
import { Banner, Button, SelectField, Skeleton } from "@genkan/ui";
import { useQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { type FormEvent, useState } from "react";
import { CannotShow } from "../app/cannot-show";
import { type Home, homesQuery, householdQuery } from "../app/data";
import { Dialog } from "../app/dialog";
import { useSending } from "../app/use-sending";
import { Problem } from "../people/problem";
import { pathOf } from "./events-data";
import { ReasonField } from "./reason-field";
import { useEventWords } from "./use-event-words";

/** A search for a home that was begun. */
export interface Look {
  lookId: string;
  untilMs: number;
  who: string;
}

export interface LookDialogProps {
  propertyId: string;
  begin(look: Look): void;
  close(): void;
}

/** For which home or person is looked, and why. Loaded when first opened. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function LookDialog({ propertyId, begin, close }: LookDialogProps) {
  const { t } = useEventWords();
  const homes = useQuery(homesQuery(propertyId));
  return (
    <Dialog
      place="side"
      title={t("look.title")}
      description={t("look.text")}
      close={close}
      testId="portal-look-dialog"
    >
      {homes.isPending ? <Skeleton className="h-64 rounded-control" /> : null}
      {homes.isError ? (
        <CannotShow title={t("events.refused")} error={homes.error} retry={() => void homes.refetch()} />
      ) : null}
      {homes.data === undefined ? null : (
        <LookForm
          propertyId={propertyId}
          homes={homes.data.filter((home) => home.state === "active" || home.state === "waiting")}
          begin={begin}
        />
      )}
    </Dialog>
  );
}

interface LookFormProps {
  propertyId: string;
  homes: readonly Home[];
  begin(look: Look): void;
}

function LookForm({ propertyId, homes, begin }: LookFormProps) {
  const { t } = useEventWords();
  const sending = useSending();
  const [householdId, setHousehold] = useState("");
  const [memberId, setMember] = useState("");
  const [reason, setReason] = useState("");
  const [wasTried, setTried] = useState(false);
  const people = useQuery({ ...householdQuery(householdId), enabled: householdId !== "" });
  const home = homes.find((known) => known.household_id === householdId);
  const members = people.data?.members ?? [];

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    const form = event.currentTarget;
    if (sending.isBusy) return;
    if (home === undefined || reason.trim() === "") {
      requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid]")?.focus());
      return;
    }
    const body: HttpBody<"LookIn"> = {
      household_id: householdId,
      member_id: memberId === "" ? null : memberId,
      reason: reason.trim(),
    };
    const answer = await sending.send<HttpBody<"LookOut">>("POST", `${pathOf(propertyId)}/events/look`, body);
    if (!answer.ok) return;
    const member = members.find((known) => known.member_id === memberId);
    const who = [home.building_name, home.number, member?.display_name].filter(Boolean).join(" ");
    begin({ lookId: answer.body.look_id, untilMs: answer.body.until_ms, who });
  };

  if (homes.length === 0) return <p className="text-16 text-quiet">{t("look.nobody")}</p>;
  return (
    <form className="flex flex-col gap-5" onSubmit={(event) => void submit(event)} noValidate>
      <SelectField
        label={t("look.home")}
        error={wasTried && home === undefined ? t("look.homeMissing") : null}
        value={householdId}
        data-testid="portal-look-home"
        onChange={(event) => {
          setHousehold(event.target.value);
          setMember("");
        }}
      >
        <option value="">{t("look.homeChoose")}</option>
        {homes.map((known) => (
          <option key={known.home_id} value={known.household_id ?? ""}>
            {`${known.building_name} ${known.number}`}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t("look.person")}
        value={memberId}
        disabled={members.length === 0}
        data-testid="portal-look-person"
        onChange={(event) => setMember(event.target.value)}
      >
        <option value="">{t("look.everybody")}</option>
        {members.map((member) => (
          <option key={member.member_id} value={member.member_id}>
            {member.display_name}
          </option>
        ))}
      </SelectField>
      <ReasonField reason={reason} change={setReason} isMissing={wasTried && reason.trim() === ""} />
      <Banner tone="warning" icon={<Eye size={20} strokeWidth={1.75} />}>
        {t("look.told")}
      </Banner>
      <Problem refusal={sending.refusal} />
      <Button type="submit" isWide isBusy={sending.isBusy} data-testid="portal-look-submit">
        {t("look.submit")}
      </Button>
    </form>
  );
}
