import type { ReactNode } from "react";
import type { Home } from "./callers";

interface ContactLinkProps {
  home: Home;
  className: string;
  onSave?(): void;
  children: ReactNode;
}

/** Gives the file that a phone opens as a new contact. `download`: the app on a home screen stays where it is. */
export function ContactLink({ home, className, onSave, children }: ContactLinkProps) {
  return (
    <a
      href={`/api/app/households/${encodeURIComponent(home.household_id)}/contact.vcf`}
      download="genkan.vcf"
      data-testid="contact-save"
      className={className}
      onClick={onSave}
    >
      {children}
    </a>
  );
}
