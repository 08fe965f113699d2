import { Alert, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconLock, IconMoodEmpty, type TablerIcon } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Problem } from '../api/client';

/** Grey bars where lines will be. */
export function Loading({ lines = 3 }: { lines?: number }) {
  return (
    <Stack gap="sm" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={line === 0 ? 28 : 56} radius="md" />
      ))}
    </Stack>
  );
}

/** Nothing is there, and what to do about it. `page`: it is all that the page has, so its title is the page's. */
export function Empty({
  icon: Icon = IconMoodEmpty,
  title,
  children,
  action,
  page = false,
}: {
  icon?: TablerIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  page?: boolean;
}) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <Icon size={36} stroke={1.4} aria-hidden color="var(--mantine-color-dimmed)" />
      <Title order={page ? 1 : 2} size="h4">
        {title}
      </Title>
      {children && (
        <Text c="dimmed" maw={480}>
          {children}
        </Text>
      )}
      {action && <Group mt="xs">{action}</Group>}
    </Stack>
  );
}

/** What went wrong, in the server's words, and a way on. `page`: as for {@link Empty}. */
export function Failure({ error, retry, page = false }: { error: Error; retry?: () => void; page?: boolean }) {
  if (error instanceof Problem && error.status === 403) {
    return (
      <Empty icon={IconLock} title="Not for your role" page={page}>
        {error.message}
      </Empty>
    );
  }
  if (error instanceof Problem && error.status === 404) {
    return (
      <Empty title="Not here" page={page}>
        {error.message}
      </Empty>
    );
  }
  return (
    <Alert
      color="red"
      variant="default"
      icon={<IconAlertTriangle aria-hidden />}
      title={
        page ? (
          <Title order={1} fz="inherit" fw="inherit">
            That did not work
          </Title>
        ) : (
          'That did not work'
        )
      }
      role="alert"
    >
      <Stack gap="sm" align="flex-start">
        <Text>{error.message}</Text>
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** A query's answer once it is there; before that its loading, or why it is not. An old answer stays while a new one fails. */
export function Shown<T>({
  query,
  lines,
  page = false,
  children,
}: {
  query: UseQueryResult<T>;
  lines?: number;
  /** Whether it is all that the page has: then a failure's title is the page's. */
  page?: boolean;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} page={page} />;
  return <Loading {...(lines === undefined ? {} : { lines })} />;
}
