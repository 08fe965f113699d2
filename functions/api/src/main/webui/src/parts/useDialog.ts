import { useLocation, useNavigate, useSearchParams } from 'react-router';

const OPENED = 'dialog';

interface DialogState {
  /** What the dialog is about; null while it is closed. */
  about: string | null;
  open: (about: string) => void;
  close: () => void;
}

/** A dialog that the address names (`?name=about`), so that the back button closes it and a link opens it. */
export function useDialog(name: string): DialogState {
  const [search, setSearch] = useSearchParams();
  const { state }: { state: unknown } = useLocation();
  const navigate = useNavigate();
  return {
    about: search.get(name),
    open: (about) =>
      setSearch(
        (now) => {
          now.set(name, about);
          return now;
        },
        { state: OPENED, preventScrollReset: true },
      ),
    close: () => {
      if (state === OPENED) {
        void navigate(-1);
        return;
      }
      setSearch(
        (now) => {
          now.delete(name);
          return now;
        },
        { replace: true, preventScrollReset: true },
      );
    },
  };
}
