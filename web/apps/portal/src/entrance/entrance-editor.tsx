import type { Refusal } from "@genkan/link";
import { announce, callApi, tellProblem } from "@genkan/shell";
import { Banner, Button, Card } from "@genkan/ui";
import { CircleCheck, Save, TriangleAlert } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { useWords } from "../app/use-words";
import { type Entrance, type EntranceBody, findFaults, USUAL_NIGHT, withDuty } from "./entrance-form";
import { ClockField, OfficeWeek } from "./office-week";

/** The whole form; what was typed stays until it is saved, also when the server refuses. */
export function EntranceEditor({ entrance, path }: { entrance: Entrance; path: string }) {
  const { t } = useWords();
  const [saved, setSaved] = useState(entrance.entrance);
  const [body, setBody] = useState(entrance.entrance);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [hasSaved, setHasSaved] = useState(false);
  const isChanged = JSON.stringify(body) !== JSON.stringify(saved);
  const faults = findFaults(body);
  const change = (next: EntranceBody) => {
    setBody(next);
    setHasSaved(false);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || faults.size > 0) return;
    setBusy(true);
    const answer = await callApi<Entrance>(path, { method: "PUT", body });
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    setSaved(answer.body.entrance);
    setBody(answer.body.entrance);
    setHasSaved(true);
    announce(t("entrance.saved"));
  };
  return (
    <form onSubmit={(event) => void save(event)} className="flex flex-col gap-6" data-testid="entrance-form">
      <div className="grid gap-6 xl:grid-cols-2">
        <Group title={t("entrance.office")} text={t("entrance.officeText")}>
          <OfficeWeek body={body} faults={faults} change={change} />
        </Group>
        <div className="flex flex-col gap-6">
          <Group title={t("entrance.duty")} text={t("entrance.dutyText")}>
            {entrance.managers.length === 0 ? (
              <p className="text-16 text-quiet">{t("entrance.noManagers")}</p>
            ) : null}
            {entrance.managers.map(({ person_id, name }) => (
              <Switch
                key={person_id}
                label={name}
                testId={`entrance-duty-${person_id}`}
                isOn={body.on_duty.includes(person_id)}
                set={(isOn) => change(withDuty(body, person_id, isOn))}
              />
            ))}
            {body.office_hours.length > 0 && body.on_duty.length === 0 ? (
              <p className="text-14 text-amber">{t("entrance.noDuty")}</p>
            ) : null}
          </Group>
          <Group title={t("entrance.screen")}>
            <Switch
              label={t("entrance.directory")}
              text={t("entrance.directoryText")}
              testId="entrance-directory"
              isOn={body.directory}
              set={(directory) => change({ ...body, directory })}
            />
            <Switch
              label={t("entrance.liveView")}
              text={t("entrance.liveViewText")}
              testId="entrance-live-view"
              isOn={body.live_view}
              set={(live_view) => change({ ...body, live_view })}
            />
            <Switch
              label={t("entrance.snapshots")}
              text={t("entrance.snapshotsText")}
              testId="entrance-snapshots"
              isOn={body.snapshots !== "never"}
              set={(isOn) => change({ ...body, snapshots: isOn ? "missed" : "never" })}
            />
          </Group>
          <Group title={t("entrance.night")}>
            <Night body={body} change={change} />
          </Group>
        </div>
      </div>
      {refusal === null ? null : (
        <Banner tone="danger" icon={<TriangleAlert size={20} />}>
          {tellProblem(t, refusal.reason)}
        </Banner>
      )}
      <div className="sticky bottom-16 flex flex-wrap items-center gap-4 rounded-card border border-line bg-surface p-4 lg:bottom-4">
        <Button
          type="submit"
          isBusy={isBusy}
          disabled={!isChanged || faults.size > 0}
          icon={<Save size={20} strokeWidth={1.75} aria-hidden />}
          data-testid="entrance-save"
        >
          {t("entrance.save")}
        </Button>
        {isChanged ? <p className="text-14 text-amber">{t("entrance.unsaved")}</p> : null}
        {hasSaved && !isChanged ? (
          <p className="flex items-center gap-2 text-14 text-pine" data-testid="entrance-saved">
            <CircleCheck size={18} aria-hidden />
            {t("entrance.saved")}
          </p>
        ) : null}
      </div>
    </form>
  );
}

function Night({ body, change }: { body: EntranceBody; change(next: EntranceBody): void }) {
  const { t } = useWords();
  const { night } = body;
  return (
    <>
      <Switch
        label={t("entrance.nightOn")}
        testId="entrance-night"
        isOn={night !== null}
        set={(isOn) => change({ ...body, night: isOn ? USUAL_NIGHT : null })}
      />
      {night === null ? null : (
        <div className="flex flex-wrap items-center gap-3">
          <ClockField
            label={t("entrance.nightFrom")}
            minute={night.from_minute}
            set={(from_minute) => change({ ...body, night: { ...night, from_minute } })}
          />
          <span aria-hidden="true">–</span>
          <ClockField
            label={t("entrance.nightTo")}
            minute={night.to_minute}
            set={(to_minute) => change({ ...body, night: { ...night, to_minute } })}
          />
          <label className="flex min-w-56 flex-1 items-center gap-3 text-16">
            <span className="tabular w-32 shrink-0">
              {t("entrance.volume", { volume: body.night_volume })}
            </span>
            <input
              type="range"
              min={0}
              max={100}
              step={10}
              className="min-h-12 flex-1 accent-indigo"
              value={body.night_volume}
              onChange={(event) => change({ ...body, night_volume: Number(event.target.value) })}
            />
          </label>
        </div>
      )}
    </>
  );
}

function Group({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div>
        <h2 className="font-semibold text-16">{title}</h2>
        {text === undefined ? null : <p className="mt-1 text-14 text-quiet">{text}</p>}
      </div>
      {children}
    </Card>
  );
}

interface SwitchProps {
  label: string;
  text?: string;
  testId: string;
  isOn: boolean;
  set(isOn: boolean): void;
}

function Switch({ label, text, testId, isOn, set }: SwitchProps) {
  return (
    <label className="flex min-h-12 cursor-pointer items-start gap-3 text-16">
      <input
        type="checkbox"
        data-testid={testId}
        className="mt-1 size-5 shrink-0 accent-indigo"
        checked={isOn}
        onChange={(event) => set(event.target.checked)}
      />
      <span>
        {label}
        {text === undefined ? null : <span className="block text-14 text-quiet">{text}</span>}
      </span>
    </label>
  );
}
