import { LinkBanner } from "@genkan/shell";
import { Outlet } from "@tanstack/react-router";
import { useServices } from "./services";
import { Tabs } from "./tabs";

/** What surrounds every page of a signed-in person. */
export function Shell() {
  const { link } = useServices();
  return (
    <div className="flex min-h-dvh flex-col md:flex-row">
      <div className="flex min-w-0 flex-1 flex-col pt-[env(safe-area-inset-top)]">
        <LinkBanner status={link.status} className="mx-auto mt-3 w-[calc(100%-2rem)] max-w-xl" />
        <Outlet />
      </div>
      <Tabs />
    </div>
  );
}
