import { Alert, Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { delivery } from '../../api/queries';
import type { Delivery as Found } from '../../api/types';
import { refusal } from '../../app/access';
import { useProject } from '../../app/useProject';
import { useTitle } from '../../app/useTitle';
import { ActionButton } from '../../parts/ActionButton';
import { confirm } from '../../parts/confirm';
import { Shown } from '../../parts/States';
import { When } from '../../parts/time';
import { Counts } from './Counts';
import { DeliveredEvents } from './DeliveredEvents';
import { cannotRedeliver, eventsOf, PROVIDER, title } from './events';
import { useRedeliver } from './useRedeliver';

/** One webhook, with the verdict of each rule and its checks. */
export default function Delivery() {
  const { project = '', delivery: id = '' } = useParams();
  const query = useQuery(delivery(project, id));
  useTitle(query.data ? `${title(query.data)} · Delivery` : 'Delivery');
  return (
    <Stack gap="lg">
      <nav aria-label="Back">
        <Anchor component={Link} to={`/projects/${project}/deliveries`} size="sm">
          ← All deliveries
        </Anchor>
      </nav>
      <Shown query={query} lines={5} page>
        {(found) => <Whole project={project} delivery={found} />}
      </Shown>
    </Stack>
  );
}

function Whole({ project, delivery: found }: { project: string; delivery: Found }) {
  const events = eventsOf(found);
  return (
    <>
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start">
          <Title order={1} size="h2" className="break" style={{ flex: '1 1 16rem', minWidth: 0 }}>
            {title(found)}
          </Title>
          <Redeliver project={project} delivery={found} />
        </Group>
        <Text size="sm" c="dimmed" className="break">
          {PROVIDER[found.provider]} sent {found.type} · <When at={found.received_at} /> · its own id{' '}
          <span className="commit">{found.key}</span>
        </Text>
        {found.ignored === null && <Counts of={found.summary} />}
      </Stack>
      {found.redelivery_of && (
        <Alert variant="default" icon={<IconRepeat aria-hidden />} title="Told again">
          {found.redelivered_by ?? 'Somebody'} had the rules look again at{' '}
          <Anchor
            component={Link}
            to={`/projects/${project}/deliveries/${found.redelivery_of}`}
            inherit
            underline="always"
          >
            an earlier delivery
          </Anchor>
          .
        </Alert>
      )}
      {found.ignored !== null && (
        <Alert variant="default" title="Ignored">
          {found.ignored}
        </Alert>
      )}
      <DeliveredEvents project={project} delivery={found} events={events} />
    </>
  );
}

function Redeliver({ project, delivery: found }: { project: string; delivery: Found }) {
  const { role } = useProject();
  const navigate = useNavigate();
  const redeliver = useRedeliver(project, found.id);
  const start = () =>
    redeliver.mutate(undefined, {
      onSuccess: ({ page, there }) => {
        if (there) void navigate(page);
      },
    });
  return (
    <ActionButton
      refused={cannotRedeliver(found) ?? refusal(role, 'developer')}
      variant="default"
      leftSection={<IconRepeat size={16} aria-hidden />}
      loading={redeliver.isPending}
      onClick={() =>
        confirm({
          title: 'Redeliver this?',
          body: `All rules look at “${title(found)}” once more. Rules that took it and ran do not run again; those that skipped it, or match it only since they were edited, do.${
            role === 'admin' ? '' : ' Rules for production fire only where an Admin redelivers.'
          }`,
          action: 'Redeliver',
          onYes: start,
        })
      }
    >
      Redeliver
    </ActionButton>
  );
}
