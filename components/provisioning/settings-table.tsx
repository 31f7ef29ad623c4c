import type { SettingStanding } from "@/lib/domain/heartbeat/standing";
import { SettingName, SettingState, SideWords } from "./setting-words";

const cell = "border-t border-line py-2 pr-2 text-left align-top last:pr-0 sm:pr-4";
const head = "pb-2 pr-2 text-left font-medium sm:pr-4";

function Row({ setting }: { setting: SettingStanding }) {
  return (
    <tr>
      <th scope="row" className={`${cell} font-normal [overflow-wrap:anywhere]`}>
        <SettingName pair={setting} />
        <span className="mt-1 block text-12 md:hidden">
          <SettingState standing={setting.standing} />
        </span>
      </th>
      <td className={cell}>
        <SideWords pair={setting} side={setting.wanted} verb="asked" />
      </td>
      <td className={cell}>
        <SideWords pair={setting} side={setting.confirmed} verb="synced" />
      </td>
      <td className={`${cell} hidden md:table-cell`}>
        <SettingState standing={setting.standing} />
      </td>
    </tr>
  );
}

/** What is wanted of a device beside what it has confirmed, with their dates, and how far each setting has come. */
export function SettingsTable({ settings }: { settings: readonly SettingStanding[] }) {
  return (
    <table
      aria-label="Wanted and confirmed settings"
      className="w-full table-fixed border-separate border-spacing-0 text-13"
    >
      <thead className="text-12 text-muted">
        <tr>
          <th scope="col" className={`${head} w-[34%] md:w-[28%]`}>
            Setting
          </th>
          <th scope="col" className={head}>
            Wanted
          </th>
          <th scope="col" className={head}>
            On the device
          </th>
          <th scope="col" className={`${head} hidden md:table-cell`}>
            State
          </th>
        </tr>
      </thead>
      <tbody>
        {settings.map((setting) => (
          <Row key={setting.key} setting={setting} />
        ))}
      </tbody>
    </table>
  );
}
