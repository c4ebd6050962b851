"""All compiled code; records of int32 in, records of int32 out."""
