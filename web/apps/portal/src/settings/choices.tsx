import { LANGUAGES } from "@genkan/i18n";
import { SelectField, TextField } from "@genkan/ui";
import { BookOpen } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useWords } from "../app/use-words";
import { CURRENCIES, readMoney, toText } from "./money";
import { type FieldsProps, Save, useSave } from "./saving";
import { Section } from "./section";

const MOST_FREE = 50;

/** Whom residents ask: stands in every account mail. */
export function ContactForm({ propertyId, settings }: FieldsProps) {
  const { t } = useWords();
  return (
    <Section title={t("contact.title")} text={t("contact.text")}>
      <ContactFields propertyId={propertyId} settings={settings} />
      <ManualLinks propertyId={propertyId} />
    </Section>
  );
}

/** The manual that residents are given: it ends with this contact. */
function ManualLinks({ propertyId }: { propertyId: string }) {
  const { t } = useWords();
  return (
    <ul className="mt-4 flex flex-wrap gap-x-6">
      {LANGUAGES.map((language) => (
        <li key={language}>
          <a
            href={`/api/portal/properties/${propertyId}/manual?language=${language}`}
            target="_blank"
            rel="noreferrer"
            data-testid={`portal-manual-${language}`}
            className="flex min-h-14 items-center gap-2 text-16 text-indigo underline-offset-4 hover:underline"
          >
            <BookOpen size={20} strokeWidth={1.75} aria-hidden />
            {t(`contact.manual.${language}`)}
          </a>
        </li>
      ))}
    </ul>
  );
}

function ContactFields({ propertyId, settings }: FieldsProps) {
  const { t } = useWords();
  const { sending, save } = useSave(propertyId);
  const [phone, setPhone] = useState(settings.support_phone);
  const [hours, setHours] = useState(settings.support_hours);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save({ ...settings, support_phone: phone, support_hours: hours });
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t("contact.phone")}
          type="tel"
          value={phone}
          maxLength={40}
          data-testid="portal-support-phone"
          onChange={(event) => setPhone(event.target.value)}
        />
        <TextField
          label={t("contact.hours")}
          hint={t("contact.hoursHint")}
          value={hours}
          maxLength={120}
          data-testid="portal-support-hours"
          onChange={(event) => setHours(event.target.value)}
        />
      </div>
      <Save sending={sending} testId="portal-contact-save" />
    </form>
  );
}

/** The number telephone backup calls from: residents may save it as a contact. */
export function BackupForm({ propertyId, settings }: FieldsProps) {
  const { t } = useWords();
  return (
    <Section title={t("backup.title")} text={t("backup.text")}>
      <BackupFields propertyId={propertyId} settings={settings} />
    </Section>
  );
}

function BackupFields({ propertyId, settings }: FieldsProps) {
  const { t } = useWords();
  const { sending, save } = useSave(propertyId);
  const [caller, setCaller] = useState(settings.backup_caller);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save({ ...settings, backup_caller: caller });
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
      <TextField
        label={t("backup.number")}
        hint={t("backup.hint")}
        type="tel"
        value={caller}
        maxLength={40}
        data-testid="portal-backup-caller"
        onChange={(event) => setCaller(event.target.value)}
      />
      <Save sending={sending} testId="portal-backup-save" />
    </form>
  );
}

/** How many family members are free, and what a further one costs. */
export function SeatsForm({ propertyId, settings }: FieldsProps) {
  const { t } = useWords();
  return (
    <Section title={t("seats.title")} text={t("seats.text")}>
      <SeatsFields propertyId={propertyId} settings={settings} />
    </Section>
  );
}

function SeatsFields({ propertyId, settings }: FieldsProps) {
  const { t, i18n } = useWords();
  const { sending, save } = useSave(propertyId);
  const [free, setFree] = useState(String(settings.free_family_members));
  const [currency, setCurrency] = useState(settings.seat_currency);
  const [price, setPrice] = useState(toText(settings.seat_price, settings.seat_currency));
  const [wasTried, setTried] = useState(false);
  const names = new Intl.DisplayNames([i18n.language], { type: "currency" });
  const freeCount = /^\d{1,2}$/.test(free.normalize("NFKC").trim()) ? Number(free.normalize("NFKC")) : null;
  const isFreeUnfit = freeCount === null || freeCount > MOST_FREE;
  const amount = readMoney(price, currency);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isFreeUnfit || freeCount === null || amount === null) return;
    void save({
      ...settings,
      free_family_members: freeCount,
      seat_price: amount,
      seat_currency: currency,
    });
  };
  return (
    <form className="flex flex-col gap-4" onSubmit={submit} noValidate>
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          label={t("seats.free")}
          inputMode="numeric"
          value={free}
          error={wasTried && isFreeUnfit ? t("seats.freeUnfit", { count: MOST_FREE }) : null}
          data-testid="portal-seats-free"
          onChange={(event) => setFree(event.target.value)}
        />
        <TextField
          label={t("seats.price")}
          inputMode="decimal"
          value={price}
          error={wasTried && amount === null ? t("seats.priceUnfit") : null}
          data-testid="portal-seats-price"
          onChange={(event) => setPrice(event.target.value)}
        />
        <SelectField
          label={t("seats.currency")}
          value={currency}
          onChange={(event) => setCurrency(event.target.value)}
        >
          {[...new Set([...CURRENCIES, currency])].map((known) => (
            <option key={known} value={known}>
              {`${known} ${names.of(known) ?? ""}`}
            </option>
          ))}
        </SelectField>
      </div>
      <Save sending={sending} testId="portal-seats-save" />
    </form>
  );
}
