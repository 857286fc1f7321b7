/** int8's type id (PostgreSQL `pg_type`): counts and nano-dollars, which stay below 2^53, are read as numbers. */
export const INT8_OID = 20;
