import { Button, Center, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { onSessionEnd, signIn, takeSignIn, user } from '../auth/session';
import { Failure, Loading } from '../parts/States';
import logo from './sluice.svg';
import { useTitle } from './useTitle';

function Door({ children }: { children: ReactNode }) {
  return (
    <Center mih="100dvh" p="md">
      <Paper component="main" withBorder p="xl" maw={420} w="100%">
        {children}
      </Paper>
    </Center>
  );
}

/** Where nobody is signed in: what this is, and the way in. */
function Entrance({ expired }: { expired: boolean }) {
  const { pathname, search } = useLocation();
  const [error, setError] = useState<Error>();
  useTitle('Sign in');
  return (
    <Door>
      <Stack>
        <img src={logo} alt="" width={44} height={44} />
        <Title order={1} size="h2">
          Sluice
        </Title>
        <Text c="dimmed">Deployments by rules: what fired, what did not, and why.</Text>
        {expired && <Text role="status">Your session has ended. Sign in again to go on where you were.</Text>}
        {error && <Failure error={error} />}
        <Button size="md" onClick={() => signIn(pathname + search).catch(setError)}>
          Sign in
        </Button>
      </Stack>
    </Door>
  );
}

/** Shows its content to whoever is signed in, and the entrance to everybody else. */
export function Session({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [expired, setExpired] = useState(false);
  const found = useQuery({
    queryKey: ['session'],
    queryFn: async () => ((await user()) === null ? 'nobody' : 'somebody'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(
    () =>
      onSessionEnd(() => {
        setExpired(true);
        queries.clear();
        queries.setQueryData(['session'], 'nobody');
      }),
    [queries],
  );
  if (found.data === 'somebody') return children;
  if (found.data === 'nobody') return <Entrance expired={expired} />;
  return (
    <Door>
      {found.error ? <Failure error={found.error} retry={() => void found.refetch()} page /> : <Loading lines={2} />}
    </Door>
  );
}

let taking: Promise<string> | undefined;

/** Where the issuer sends people back to. */
export function Callback() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [error, setError] = useState<Error>();
  useEffect(() => {
    taking ??= takeSignIn(); // once: a code is good for one try
    taking
      .then(async (back) => {
        taking = undefined;
        await queries.resetQueries({ queryKey: ['session'] });
        await navigate(back, { replace: true });
      })
      .catch(setError);
  }, [navigate, queries]);
  return (
    <Door>
      {error ? (
        <Stack>
          <Failure error={new Error(`The sign-in did not end well: ${error.message}`)} page />
          <Button onClick={() => location.assign('/')}>Begin again</Button>
        </Stack>
      ) : (
        <Loading lines={2} />
      )}
    </Door>
  );
}
