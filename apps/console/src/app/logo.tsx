/** A phone that rings once. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="9" />
      <circle cx="16" cy="16" r="4" />
      <path d="M16 6a10 10 0 0 1 10 10M16 26A10 10 0 0 1 6 16" />
    </svg>
  );
}
