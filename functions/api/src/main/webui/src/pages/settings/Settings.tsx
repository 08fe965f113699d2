import { Stack, Title } from '@mantine/core';
import { Suspense } from 'react';
import { NavLink, Outlet, useParams } from 'react-router';
import { Loading } from '../../parts/States';

const PAGES = [
  { to: '', label: 'General' },
  { to: '/environments', label: 'Environments' },
  { to: '/members', label: 'Members' },
  { to: '/webhooks', label: 'Webhooks' },
  { to: '/notices', label: 'Notices' },
];

/** What the pages of the settings have around them. */
export default function Settings() {
  const { project = '' } = useParams();
  return (
    <Stack gap="lg">
      <Title order={1} size="h2">
        Settings
      </Title>
      <div className="settings">
        <nav aria-label="Settings">
          <ul>
            {PAGES.map(({ to, label }) => (
              <li key={label}>
                <NavLink to={`/projects/${project}/settings${to}`} end={to === ''}>
                  {label}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <div>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </div>
      </div>
    </Stack>
  );
}
