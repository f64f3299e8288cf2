import { LanguageToggle, useProof } from "@genkan/shell";
import { NewPassword } from "@genkan/shell/entry";
import { Mark, Spinner } from "@genkan/ui";
import { lazy, useEffect, useState } from "react";
import type { Me } from "../app/api-types";
import { useServices } from "../app/services";
import { callersOf } from "../contact/callers";
import { LockForm } from "../lock/lock-form";
import { useLockWords } from "../lock/use-lock-words";
import { getPin } from "../pin/pin-api";
import { accountApi } from "./account-api";
import { ContactStep } from "./contact-step";
import { noteStep, readStep, STEPS, type Step } from "./first-start";
import { PermissionsStep } from "./permissions-step";
import { PolicyStep } from "./policy-step";
import { StepFrame } from "./step-frame";
import { PinStep, TestStep } from "./test-and-pin-steps";
import { useAccountWords } from "./words";

const ProofSheet = lazy(() => import("./proof-sheet"));

/** The first start: the privacy policy, then what makes this phone ready; each of it may be skipped. */
// biome-ignore lint/style/noDefaultExport: React.lazy takes a module's default export
export default function WelcomePage({ me, onDone }: { me: Me; onDone(): void }) {
  const { t } = useAccountWords();
  const [at, setAt] = useState<"policy" | Step>(
    me.consent_version === null ? readStep(me.person_id) : "policy",
  );
  const steps = useSteps(me);
  const all = ["policy", ...(steps ?? STEPS)];
  const go = (step: Step | undefined) => {
    noteStep(me.person_id, step ?? "done");
    if (step === undefined) onDone();
    else setAt(step);
  };
  const next = () =>
    go(STEPS.slice(at === "policy" ? 0 : STEPS.indexOf(at) + 1).find((s) => steps?.includes(s)));
  return (
    <main
      data-testid="welcome"
      data-step={at}
      className="mx-auto flex min-h-dvh max-w-md flex-col gap-6 px-5 pt-[calc(1rem+env(safe-area-inset-top))] pb-10"
    >
      <div className="flex items-center justify-between">
        <Mark size={36} className="text-indigo" />
        <p role="status" className="text-14 text-quiet">
          {t("welcome.progress", { number: Math.max(all.indexOf(at), 0) + 1, count: all.length })}
        </p>
        <LanguageToggle />
      </div>
      {steps === null ? (
        <div className="grid grow place-items-center">
          <Spinner size={32} />
        </div>
      ) : (
        <CurrentStep key={at} at={at} me={me} next={next} />
      )}
    </main>
  );
}

function CurrentStep({ at, me, next }: { at: "policy" | Step; me: Me; next(): void }) {
  const { t: tLock } = useLockWords();
  const { session } = useServices();
  switch (at) {
    case "policy":
      return (
        <PolicyStep
          version={me.consent_version ?? ""}
          onGiven={() => {
            next();
            session.enter({ ...me, consent_version: null });
          }}
        />
      );
    case "password":
      return (
        <PasswordStep
          next={next}
          onSet={() => {
            next();
            session.enter({ ...me, has_password: true });
          }}
        />
      );
    case "lock":
      return (
        <StepFrame title={tLock("title")} text={tLock("lead")} skip={next}>
          <LockForm personId={me.person_id} onSet={next} />
          <p className="text-14 text-quiet">{tLock("page.calls")}</p>
        </StepFrame>
      );
    case "permissions":
      return <PermissionsStep next={next} />;
    case "contact":
      return <ContactStep homes={callersOf(me)} next={next} />;
    case "test":
      return <TestStep next={next} />;
    case "pin":
      return <PinStep householdId={me.homes[0]?.household_id ?? ""} next={next} />;
  }
}

/** Whoever comes to it late is asked who they are before their first password is taken. */
function PasswordStep({ next, onSet }: { next(): void; onSet(): void }) {
  const { t } = useAccountWords();
  const { withProof, ask } = useProof(ProofSheet);
  return (
    <StepFrame title={t("welcome.password")} text={t("welcome.passwordText")} skip={next}>
      <NewPassword
        choose={async (password) => {
          const answer = await withProof(() => accountApi.changePassword(password));
          if (answer === null) return null;
          if (!answer.ok) return answer.refusal;
          onSet();
          return null;
        }}
      />
      {ask}
    </StepFrame>
  );
}

/** Which steps there are for this person; null: not known yet. One household has one PIN: who finds it set is not asked. */
function useSteps(me: Me): readonly Step[] | null {
  const [hadPassword] = useState(me.has_password);
  const householdId = me.homes[0]?.household_id;
  const [needsPin, setNeedsPin] = useState<boolean | null>(householdId === undefined ? false : null);
  useEffect(() => {
    if (householdId === undefined) return;
    void getPin(householdId).then((answer) => setNeedsPin(answer.ok && !answer.body.is_set));
  }, [householdId]);
  if (needsPin === null) return null;
  const isNeeded = {
    password: !hadPassword,
    lock: true,
    permissions: true,
    contact: callersOf(me).length > 0,
    test: true,
    pin: needsPin,
  } satisfies Record<Step, boolean>;
  return STEPS.filter((step) => isNeeded[step]);
}
