import { ActionIcon, Container, Group, Menu, Select, Text, useMantineColorScheme } from '@mantine/core';
import {
  IconActivity,
  IconBolt,
  IconDeviceDesktop,
  IconLayoutDashboard,
  IconLogout,
  IconMoon,
  IconPlus,
  IconSettings,
  IconSun,
  IconUserCircle,
  IconWebhook,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { Link, Outlet, useLocation, useNavigate, useParams } from 'react-router';
import { me, projects } from '../api/queries';
import { signOut } from '../auth/session';
import { Loading } from '../parts/States';
import { rememberProject } from './lastProject';
import logo from './sluice.svg';
import { useFinished } from './useFinished';

const TABS: { to: string; label: string; icon: TablerIcon; also?: string }[] = [
  { to: '', label: 'Overview', icon: IconLayoutDashboard },
  { to: 'automation', label: 'Automation', icon: IconBolt, also: 'rules' },
  { to: 'runs', label: 'Runs', icon: IconActivity },
  { to: 'deliveries', label: 'Deliveries', icon: IconWebhook },
  { to: 'settings', label: 'Settings', icon: IconSettings },
];

function ProjectChoice({ current }: { current: string }) {
  const navigate = useNavigate();
  const { data } = useQuery(projects);
  const choices = (data?.items ?? []).map((p) => ({ value: p.id, label: p.name }));
  if (!choices.some((choice) => choice.value === current)) choices.push({ value: current, label: current });
  return (
    <Select
      aria-label="Project"
      data={choices}
      value={current}
      allowDeselect={false}
      size="xs"
      w={{ base: 130, sm: 220 }}
      comboboxProps={{ withinPortal: true }}
      onChange={(id) => id && navigate(`/projects/${id}`)}
    />
  );
}

function PersonMenu() {
  const { data } = useQuery(me);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const schemes = [
    { value: 'light', label: 'Light', icon: IconSun },
    { value: 'dark', label: 'Dark', icon: IconMoon },
    { value: 'auto', label: 'As the system', icon: IconDeviceDesktop },
  ] as const;
  return (
    <Menu position="bottom-end" width={240} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label="You and your settings"
          c="var(--mantine-color-text)"
        >
          <IconUserCircle aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Text size="sm" px="sm" py={6} className="break">
          {data?.email ?? '…'}
        </Text>
        <Menu.Divider />
        {schemes.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={colorScheme === value}
            leftSection={<Icon size={16} aria-hidden />}
            rightSection={colorScheme === value ? '✓' : null}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/projects/new" leftSection={<IconPlus size={16} aria-hidden />}>
          New project
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** On a phone not all tabs fit beside each other. */
function intoView(tab: HTMLAnchorElement | null) {
  tab?.scrollIntoView({ inline: 'center', block: 'nearest' });
}

/** What every page has around it. The part of the address after the project's tells which tab it belongs to. */
export function Layout() {
  const { project = '' } = useParams();
  const [, , , section = ''] = useLocation().pathname.split('/');
  useFinished(project);
  useEffect(() => {
    if (project) rememberProject(project);
  }, [project]);
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <header className="header">
        <Container size="lg">
          <Group justify="space-between" py={8} wrap="nowrap">
            <Group gap="sm" wrap="nowrap">
              <Link
                to={project ? `/projects/${project}` : '/'}
                aria-label="Sluice, overview"
                style={{ display: 'flex' }}
              >
                <img src={logo} alt="" width={28} height={28} />
              </Link>
              <Text fw={700} visibleFrom="xs">
                Sluice
              </Text>
              {project && <ProjectChoice current={project} />}
            </Group>
            <PersonMenu />
          </Group>
          {project && (
            <nav aria-label="Project">
              <ul className="tabs">
                {TABS.map(({ to, label, icon: Icon, also }) => {
                  const current = section === to || section === also;
                  return (
                    <li key={label}>
                      <Link
                        to={`/projects/${project}${to && `/${to}`}`}
                        ref={current ? intoView : null}
                        aria-current={current ? 'page' : undefined}
                      >
                        <Icon size={16} aria-hidden />
                        {label}
                      </Link>
                    </li>
                  );
                })}
              </ul>
            </nav>
          )}
        </Container>
      </header>
      <Container component="main" id="main" size="lg" py="lg" tabIndex={-1} style={{ outline: 'none' }}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </Container>
    </>
  );
}
