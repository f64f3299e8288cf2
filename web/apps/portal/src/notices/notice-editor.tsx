import { announce } from "@genkan/shell";
import { Button, TextField } from "@genkan/ui";
import { type FormEvent, useState } from "react";
import type { Place } from "../app/data";
import { Dialog } from "../app/dialog";
import { useServices } from "../app/services";
import { type Sending, useSending } from "../app/use-sending";
import { InstantChoice } from "../homes/instant-choice";
import { Problem } from "../people/problem";
import { AudienceField } from "./audience-field";
import { FileField, FileList } from "./file-field";
import {
  bodyOf,
  emptyForm,
  type Fault,
  findFaults,
  formOf,
  type Notice,
  type NoticeForm,
} from "./notice-form";
import { TextArea } from "./text-area";
import { useNoticeWords } from "./use-notice-words";

const TITLE_LIMIT = 120;
const TEXT_LIMIT = 4_000;

export interface NoticeEditorProps {
  place: Place;
  zone: string;
  /** Null: a new one. */
  notice: Notice | null;
  close(): void;
}

/** Writes a notice, or changes one: typed, looked at as residents will see it, then sent. */
export function NoticeEditor({ place, zone, notice, close }: NoticeEditorProps) {
  const { t, i18n } = useNoticeWords();
  const { now } = useServices();
  const sending = useSending();
  const [form, setForm] = useState(() =>
    notice === null ? emptyForm(i18n.language === "en" ? "en" : "ja", now(), zone) : formOf(notice, zone),
  );
  const [faults, setFaults] = useState<ReadonlySet<Fault>>(new Set());
  const [isLooking, setLooking] = useState(false);
  const isSent = notice?.state === "sent";
  const look = (event: FormEvent) => {
    event.preventDefault();
    const found = findFaults(isSent ? { ...form, since: { isNow: true, text: "" } } : form, zone, now());
    setFaults(found);
    setLooking(found.size === 0);
  };
  const send = async () => {
    if (sending.isBusy) return;
    const [method, path] = addressOf(notice, place);
    const answer = await sending.send(method, path, bodyOf(form, zone));
    if (!answer.ok) return;
    announce(t("notices.saved"));
    close();
  };
  return (
    <Dialog
      place="side"
      title={t(notice === null ? "notices.write" : "notices.edit")}
      description={place.name}
      close={close}
      testId="portal-notice-editor"
    >
      {isLooking ? (
        <Looked
          form={form}
          action={nameAction(isSent, form)}
          sending={sending}
          send={() => void send()}
          back={() => setLooking(false)}
        />
      ) : (
        <form className="flex flex-col gap-5" noValidate onSubmit={look}>
          <Texts form={form} setForm={setForm} faults={faults} />
          {isSent ? (
            <p className="rounded-control bg-sunken px-4 py-3 text-14">{t("notices.sentKeeps")}</p>
          ) : (
            <>
              <AudienceField
                place={place}
                form={form}
                change={(part) => setForm({ ...form, ...part })}
                error={faults.has("targets") ? t("notices.fault.targets") : null}
              />
              <InstantChoice
                legend={t("notices.when")}
                draft={form.since}
                change={(since) => setForm({ ...form, since })}
                zone={zone}
                wasTried={faults.has("since")}
              />
            </>
          )}
          <TextField
            type="date"
            label={t("notices.until")}
            hint={t("notices.untilHint")}
            error={faults.has("until") ? t("notices.fault.until") : null}
            value={form.until}
            data-testid="portal-notice-until"
            onChange={(event) => setForm({ ...form, until: event.target.value })}
          />
          <FileField
            propertyId={place.property_id}
            files={form.files}
            change={(files) => setForm((known) => ({ ...known, files }))}
          />
          {isSent ? null : (
            <Check
              label={t("notices.byMail")}
              isOn={form.byMail}
              set={(byMail) => setForm({ ...form, byMail })}
              testId="portal-notice-by-mail"
            />
          )}
          {faults.size > 0 ? <p className="text-14 text-crimson">{t("notices.fault.any")}</p> : null}
          <Button type="submit" data-testid="portal-notice-preview">
            {t("notices.preview")}
          </Button>
        </form>
      )}
    </Dialog>
  );
}

function addressOf(notice: Notice | null, place: Place): [method: string, path: string] {
  return notice === null
    ? ["POST", `/api/portal/properties/${encodeURIComponent(place.property_id)}/notices`]
    : ["PUT", `/api/portal/notices/${encodeURIComponent(notice.notice_id)}`];
}

function nameAction(isSent: boolean, form: NoticeForm): LookedProps["action"] {
  if (isSent) return "save";
  return form.since.isNow ? "sendNow" : "schedule";
}

interface LookedProps {
  form: NoticeForm;
  action: "save" | "sendNow" | "schedule";
  sending: Sending;
  send(): void;
  back(): void;
}

/** As residents will see it, with the button that sends it. */
function Looked({ form, action, sending, send, back }: LookedProps) {
  const { t } = useNoticeWords();
  return (
    <div className="flex flex-col gap-5">
      <Preview form={form} />
      <Problem refusal={sending.refusal} />
      <div className="flex flex-wrap gap-3">
        <Button isBusy={sending.isBusy} data-testid="portal-notice-send" onClick={send}>
          {t(`notices.${action}`)}
        </Button>
        <Button tone="quiet" onClick={back}>
          {t("notices.back")}
        </Button>
      </div>
    </div>
  );
}

interface TextsProps {
  form: NoticeForm;
  setForm(form: NoticeForm): void;
  faults: ReadonlySet<Fault>;
}

function Texts({ form, setForm, faults }: TextsProps) {
  const { t } = useNoticeWords();
  const otherLanguage = form.language === "ja" ? "en" : "ja";
  const otherFault = faults.has("other") ? t("notices.fault.other") : null;
  return (
    <>
      <TextField
        label={t("notices.titleField")}
        value={form.words.title}
        maxLength={TITLE_LIMIT}
        error={faults.has("title") ? t("notices.fault.title") : null}
        data-testid="portal-notice-title"
        onChange={(event) => setForm({ ...form, words: { ...form.words, title: event.target.value } })}
      />
      <TextArea
        label={t("notices.textField")}
        value={form.words.text}
        maxLength={TEXT_LIMIT}
        error={faults.has("text") ? t("notices.fault.text") : null}
        data-testid="portal-notice-text"
        onChange={(event) => setForm({ ...form, words: { ...form.words, text: event.target.value } })}
      />
      <Check
        label={t(`notices.also.${otherLanguage}`)}
        isOn={form.hasOther}
        set={(hasOther) => setForm({ ...form, hasOther })}
        testId="portal-notice-other"
      />
      {form.hasOther ? (
        <>
          <TextField
            lang={otherLanguage}
            label={t(`notices.titleIn.${otherLanguage}`)}
            value={form.other.title}
            maxLength={TITLE_LIMIT}
            error={otherFault}
            data-testid="portal-notice-other-title"
            onChange={(event) => setForm({ ...form, other: { ...form.other, title: event.target.value } })}
          />
          <TextArea
            lang={otherLanguage}
            label={t(`notices.textIn.${otherLanguage}`)}
            value={form.other.text}
            maxLength={TEXT_LIMIT}
            data-testid="portal-notice-other-text"
            onChange={(event) => setForm({ ...form, other: { ...form.other, text: event.target.value } })}
          />
        </>
      ) : null}
    </>
  );
}

interface CheckProps {
  label: string;
  isOn: boolean;
  set(isOn: boolean): void;
  testId: string;
}

function Check({ label, isOn, set, testId }: CheckProps) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 text-16">
      <input
        type="checkbox"
        className="size-5 shrink-0 accent-indigo"
        checked={isOn}
        data-testid={testId}
        onChange={(event) => set(event.target.checked)}
      />
      {label}
    </label>
  );
}

function Preview({ form }: { form: NoticeForm }) {
  const { t } = useNoticeWords();
  const texts = [
    { language: form.language, words: form.words },
    ...(form.hasOther ? [{ language: form.language === "ja" ? "en" : "ja", words: form.other }] : []),
  ];
  return (
    <section
      aria-label={t("notices.preview")}
      data-testid="portal-notice-shown"
      className="flex flex-col gap-4"
    >
      <p className="text-14 text-quiet">{t("notices.previewText")}</p>
      {texts.map(({ language, words }) => (
        <article key={language} lang={language} className="rounded-card border border-line p-5">
          <h3 className="break-words font-semibold text-20 leading-snug">{words.title}</h3>
          <p className="mt-2 whitespace-pre-line break-words text-16">{words.text}</p>
        </article>
      ))}
      <FileList
        files={form.files}
        hrefOf={(file) => `/api/portal/notice-files/${encodeURIComponent(file.file_id)}`}
      />
    </section>
  );
}
