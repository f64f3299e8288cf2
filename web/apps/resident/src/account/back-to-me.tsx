import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { useAccountWords } from "./words";

export function BackToMe() {
  const { t } = useAccountWords();
  return (
    <Link to="/me" className="-mt-2 inline-flex min-h-12 items-center gap-2 font-medium text-16 text-indigo">
      <ArrowLeft size={20} strokeWidth={1.75} aria-hidden />
      {t("backToMe")}
    </Link>
  );
}
