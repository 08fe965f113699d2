import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconRepeat, IconWebhook } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { deliveryPages } from '../../api/queries';
import type { Delivery } from '../../api/types';
import { useProject } from '../../app/useProject';
import { useTitle } from '../../app/useTitle';
import { Commit } from '../../parts/Commit';
import { LoadMore } from '../../parts/LoadMore';
import { Empty, Failure, Loading } from '../../parts/States';
import { Tone } from '../../parts/Tone';
import { When } from '../../parts/time';
import { Counts } from './Counts';
import { eventsOf, PROVIDER, title, words } from './events';

/** Every webhook of the project, newest first. */
export default function Deliveries() {
  useTitle('Deliveries');
  const { id } = useProject();
  const query = useInfiniteQuery(deliveryPages(id));
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <Stack gap="lg">
      <div>
        <Title order={1} size="h2">
          Deliveries
        </Title>
        <Text c="dimmed">Every webhook as it came in, and what each rule made of it.</Text>
      </div>
      {!items && query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {!items && !query.error && <Loading lines={5} />}
      {items?.length === 0 && <NoDeliveries />}
      {items && items.length > 0 && (
        <Paper withBorder component="ul" className="rows">
          {items.map((delivery) => (
            <Row key={delivery.id} project={id} delivery={delivery} />
          ))}
        </Paper>
      )}
      <LoadMore query={query} />
    </Stack>
  );
}

function Row({ project, delivery }: { project: string; delivery: Delivery }) {
  const [event] = eventsOf(delivery);
  return (
    <Group component="li" justify="space-between" gap="xs" p="md" align="flex-start">
      <Stack gap={2} style={{ flex: '1 1 18rem', minWidth: 0 }}>
        <Group gap="xs">
          <Anchor component={Link} to={`/projects/${project}/deliveries/${delivery.id}`} fw={600} className="break">
            {title(delivery)}
          </Anchor>
          {delivery.redelivery_of && (
            <Tone tone="calm" icon={IconRepeat}>
              Redelivered
            </Tone>
          )}
        </Group>
        {event && words(event) && (
          <Text size="sm" className="break">
            {event.commit && <Commit sha={event.commit} url={event.url} />} {words(event)}
          </Text>
        )}
        <Text size="sm" c="dimmed" className="break">
          {PROVIDER[delivery.provider]}
          {event && ` · ${event.repository}`}
          {event?.actor && ` · ${event.actor}`} · <When at={delivery.received_at} />
        </Text>
      </Stack>
      {delivery.ignored === null ? <Counts of={delivery.summary} /> : <Ignored reason={delivery.ignored} />}
    </Group>
  );
}

function Ignored({ reason }: { reason: string }) {
  return (
    <Stack gap={4} style={{ flex: '0 1 20rem' }}>
      <div>
        <Tone tone="calm">Ignored</Tone>
      </div>
      <Text size="sm" c="dimmed" className="break">
        {reason}
      </Text>
    </Stack>
  );
}

function NoDeliveries() {
  const { id, role } = useProject();
  return (
    <Empty
      icon={IconWebhook}
      title="No webhook has come in yet"
      action={
        role === 'admin' && (
          <Button component={Link} to={`/projects/${id}/settings/webhooks`}>
            Set up the webhook
          </Button>
        )
      }
    >
      {role === 'admin'
        ? 'Give your git host the project’s webhook URL and secret; each push then shows up here within seconds.'
        : 'An Admin of the project gives the git host the webhook URL and secret; each push then shows up here within seconds.'}
    </Empty>
  );
}
