import type { ReactNode } from "react";

/** One tab's page: title, what it is about, and its content in one comfortable column. */
export function Page({
  title,
  lead,
  back,
  children,
}: {
  title: string;
  lead?: string | null;
  /** The way up, where the page is below another. */
  back?: ReactNode;
  children: ReactNode;
}) {
  return (
    <main className="mx-auto w-full max-w-xl px-4 pt-6 pb-8 sm:px-6">
      {back}
      <header className="mb-5">
        <h1 className="text-balance font-semibold text-24">{title}</h1>
        {lead ? <p className="text-16 text-quiet">{lead}</p> : null}
      </header>
      <div className="flex flex-col gap-4">{children}</div>
    </main>
  );
}
