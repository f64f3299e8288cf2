import type { Refusal } from "@genkan/link";
import { Banner, Button, TextField } from "@genkan/ui";
import { Eye, EyeOff, TriangleAlert } from "lucide-react";
import { type FormEvent, type RefObject, useEffect, useRef, useState } from "react";
import { tellProblem } from "../app/problem-words";
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
    const missing = firstMissing(username, password, usernameRef, passwordRef);
    if (missing !== null) {
      missing.current?.focus();
      return;
    }
    setBusy(true);
    setRefusal(null);
    const answer = await session.signIn(username.trim(), password);
    setBusy(false);
    if (answer.ok) return;
    setRefusal(answer.refusal);
    if (answer.refusal.reason === "wrong-password") passwordRef.current?.select();
  };

  return (
    <form className="flex flex-col gap-5" onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        ref={usernameRef}
        label={t("signIn.username")}
        hint={t("signIn.usernameHint")}
        error={wasTried && username.trim() === "" ? t("signIn.usernameMissing") : null}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        data-testid="sign-in-username"
        value={username}
        onChange={(event) => setUsername(event.target.value)}
      />
      <PasswordField
        inputRef={passwordRef}
        error={wasTried && password === "" ? t("signIn.passwordMissing") : null}
        value={password}
        onChange={setPassword}
      />
      {refusal === null ? null : (
        <Banner tone="danger" icon={<TriangleAlert size={20} />} data-testid="sign-in-problem">
          {tellProblem(t, refusal.reason)}
        </Banner>
      )}
      <Button
        type="submit"
        size="large"
        tone={waitS > 0 ? "quiet" : "primary"}
        isWide
        isBusy={isBusy}
        disabled={waitS > 0}
        data-testid="sign-in-submit"
      >
        {submitWords()}
      </Button>
    </form>
  );

  function submitWords(): string {
    if (waitS > 0) return t("signIn.wait", { seconds: waitS });
    return isBusy ? t("signIn.submitting") : t("signIn.submit");
  }
}

interface PasswordFieldProps {
  inputRef: RefObject<HTMLInputElement | null>;
  error: string | null;
  value: string;
  onChange(value: string): void;
}

function PasswordField({ inputRef, error, value, onChange }: PasswordFieldProps) {
  const { t } = useWords();
  const [isVisible, setVisible] = useState(false);
  const Icon = isVisible ? EyeOff : Eye;
  return (
    <TextField
      ref={inputRef}
      label={t("signIn.password")}
      error={error}
      type={isVisible ? "text" : "password"}
      name="password"
      autoComplete="current-password"
      autoCapitalize="none"
      spellCheck={false}
      data-testid="sign-in-password"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      trailing={
        <button
          type="button"
          aria-label={isVisible ? t("signIn.hidePassword") : t("signIn.showPassword")}
          className="grid w-14 shrink-0 place-items-center rounded-control text-quiet"
          onClick={() => setVisible(!isVisible)}
        >
          <Icon size={22} strokeWidth={1.75} aria-hidden />
        </button>
      }
    />
  );
}

function firstMissing<T>(username: string, password: string, first: T, second: T): T | null {
  if (username.trim() === "") return first;
  return password === "" ? second : null;
}

/** Give the whole seconds left of a wait that began when `cause` appeared. */
function useCountdown(waitMs: number | null, cause: unknown): number {
  const [leftS, setLeftS] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new refusal of equal length starts a new wait
  useEffect(() => {
    if (waitMs === null) {
      setLeftS(0);
      return;
    }
    const endMs = performance.now() + waitMs;
    const tick = () => setLeftS(Math.max(0, Math.ceil((endMs - performance.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [waitMs, cause]);
  return leftS;
}
