import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props extends ButtonProps {
  /** Why it cannot be pressed; null where it can. It stays in the tab order, so that everybody gets to hear why. */
  refused: string | null;
  onClick: () => void;
  children: ReactNode;
  'aria-label'?: string;
}

/** A button that says why it does not work for you. */
export function ActionButton({ refused, onClick, children, ...button }: Props) {
  return (
    <Tooltip label={refused} disabled={refused === null} events={{ hover: true, focus: true, touch: true }}>
      <Button
        {...button}
        aria-disabled={refused !== null}
        data-disabled={refused !== null || undefined}
        {...(refused === null ? {} : { 'aria-description': refused })}
        onClick={(event) => {
          if (refused === null) onClick();
          else event.preventDefault();
        }}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
