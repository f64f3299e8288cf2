import type { Refusal } from "@genkan/link";
import { PasswordField, tellProblem, useCountdown } from "@genkan/shell";
import { Banner, Button, TextField } from "@genkan/ui";
import { TriangleAlert } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { useServices } from "../app/services";
import { useWords } from "../app/use-words";

/** User name and password. What was typed stays, whatever the answer is. */
export function SignInForm() {
  const { t } = useWords();
  const { session } = useServices();
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [wasTried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const waitS = useCountdown(refusal?.retryAfterMs ?? null, refusal);
  const usernameRef = useRef<HTMLInputElement>(null);
  const passwordRef = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || waitS > 0) return;
    setTried(true);
    if (username.trim() === "") return usernameRef.current?.focus();
    if (password === "") return passwordRef.current?.focus();
    setBusy(true);
    setRefusal(null);
    const answer = await session.signIn(username.trim(), password);
    setBusy(false);
    if (answer.ok) return;
    setRefusal(answer.refusal);
    if (answer.refusal.reason !== "wrong-password") return;
    passwordRef.current?.focus(); // first: a browser selects in a field that is not in focus, and leaves it so
    passwordRef.current?.select();
  };

  return (
    <form className="flex flex-col gap-5" onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        ref={usernameRef}
        label={t("signIn.username")}
        error={wasTried && username.trim() === "" ? t("signIn.usernameMissing") : null}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        data-testid="portal-sign-in-username"
        value={username}
        onChange={(event) => setUsername(event.target.value)}
      />
      <PasswordField
        ref={passwordRef}
        label={t("signIn.password")}
        showLabel={t("signIn.showPassword")}
        hideLabel={t("signIn.hidePassword")}
        error={wasTried && password === "" ? t("signIn.passwordMissing") : null}
        name="password"
        data-testid="portal-sign-in-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {refusal === null ? null : <Problem refusal={refusal} />}
      <Button
        type="submit"
        size="large"
        tone={waitS > 0 ? "quiet" : "primary"}
        isWide
        isBusy={isBusy}
        disabled={waitS > 0}
        data-testid="portal-sign-in-submit"
      >
        {submitWords()}
      </Button>
    </form>
  );

  function submitWords(): string {
    if (waitS > 0) return t("signIn.wait", { count: waitS });
    return isBusy ? t("signIn.submitting") : t("signIn.submit");
  }
}

/** A resident who signs in here has a right account and a wrong door: say where theirs is. */
function Problem({ refusal }: { refusal: Refusal }) {
  const { t } = useWords();
  const isResident = refusal.reason === "not-allowed";
  return (
    <Banner tone="danger" icon={<TriangleAlert size={20} />} data-testid="portal-sign-in-problem">
      {isResident ? t("signIn.notStaff") : tellProblem(t, refusal.reason)}
      {isResident ? (
        <a href="/app/" className="mt-1 block font-semibold text-indigo underline underline-offset-4">
          {t("signIn.openApp")}
        </a>
      ) : null}
    </Banner>
  );
}
