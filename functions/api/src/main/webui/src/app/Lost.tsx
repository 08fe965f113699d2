import { Button } from '@mantine/core';
import { useRouteError } from 'react-router';
import { Link } from 'react-router';
import { Empty, Failure } from '../parts/States';
import { useTitle } from './useTitle';

/** An address that leads nowhere. */
export function Lost() {
  useTitle('Not found');
  return (
    <Empty
      page
      title="There is no such page"
      action={
        <Button component={Link} to="/" variant="default">
          To the start
        </Button>
      }
    >
      The address may have been mistyped, or what it named is gone.
    </Empty>
  );
}

/** A page that broke. A new version of Sluice takes the old version's scripts away: loading the page again helps. */
export function Broken() {
  const error = useRouteError();
  return (
    <Failure error={error instanceof Error ? error : new Error(String(error))} retry={() => location.reload()} page />
  );
}
