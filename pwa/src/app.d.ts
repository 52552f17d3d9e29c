declare global {
  // Kit reads its types from this namespace; the app adds none.
  namespace App {}
}

export {};
