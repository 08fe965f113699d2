import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { Delivery } from '../../api/types';
import { Commit, isWeb } from '../../parts/Commit';
import { Decision } from './Decision';
import { type DeliveredEvent, happened, words } from './events';

const MOST_PATHS = 100;

/** The events of a delivery, each with the verdict of every rule. */
export function DeliveredEvents({
  project,
  delivery,
  events,
}: {
  project: string;
  delivery: Delivery;
  events: DeliveredEvent[];
}) {
  return events.map((event, index) => {
    const decisions = (delivery.decisions ?? []).filter((decision) => decision.event_index === index);
    return (
      <Stack key={index} component="section" gap="sm" aria-labelledby={`event-${index}`}>
        {events.length === 1 && <Told event={event} />}
        <Title order={2} size="h4" id={`event-${index}`} className="break">
          {events.length === 1 ? 'What each rule made of it' : `${index + 1}. ${happened(event, delivery.provider)}`}
        </Title>
        {events.length > 1 && <Told event={event} />}
        <Paper withBorder component="ul" className="rows">
          {decisions.map((decision) => (
            <Decision key={decision.rule.id} project={project} decision={decision} />
          ))}
          {decisions.length === 0 && (
            <Text component="li" p="md" c="dimmed">
              The project had no rule when this came in.
            </Text>
          )}
        </Paper>
      </Stack>
    );
  });
}

function Told({ event }: { event: DeliveredEvent }) {
  return (
    <Stack gap={2}>
      <Text size="sm" className="break">
        {event.commit && <Commit sha={event.commit} url={event.url} />}{' '}
        {isWeb(event.url) && event.pr ? (
          <Anchor href={event.url} target="_blank" rel="noreferrer" inherit>
            {words(event)}
          </Anchor>
        ) : (
          words(event)
        )}
      </Text>
      <Text size="sm" c="dimmed" className="break">
        {event.repository}
        {event.pr && ` · ${event.pr.source_branch} → ${event.pr.target_branch}${event.pr.fork ? ' · from a fork' : ''}`}
        {event.actor && ` · by ${event.actor}`}
      </Text>
      {event.changed_paths && <Paths {...event.changed_paths} />}
    </Stack>
  );
}

function Paths({ paths, complete }: { paths: string[]; complete: boolean }) {
  if (paths.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {complete ? 'No path changed.' : 'The sender did not say which paths changed.'}
      </Text>
    );
  }
  return (
    <Text component="details" size="sm" c="dimmed">
      <Text component="summary" inherit style={{ cursor: 'pointer' }}>
        {paths.length === 1 ? 'One changed path' : `${paths.length} changed paths`}
        {!complete && ', and maybe more'}
      </Text>
      <Group component="ul" gap={0} m={0} pl="lg" style={{ flexDirection: 'column', alignItems: 'flex-start' }}>
        {paths.slice(0, MOST_PATHS).map((path) => (
          <li key={path} className="break">
            <code>{path}</code>
          </li>
        ))}
        {paths.length > MOST_PATHS && <li>… and {paths.length - MOST_PATHS} more</li>}
      </Group>
    </Text>
  );
}
