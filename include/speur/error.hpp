// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

namespace speur {

/// What every exception of speur derives from. `what()` says what was wrong, where, and what to do.
/// Text typed by a searcher never causes one: it yields diagnostics beside the answer.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A schema breaks a rule; the message names the field and the rule.
class SchemaError : public Error {
 public:
  using Error::Error;
};

/// A document does not fit its schema; the message names the field and the rule.
class DocumentError : public Error {
 public:
  using Error::Error;
};

/// A source of records cannot be read at all (a single bad record is no error but a `Refusal`).
class ImportError : public Error {
 public:
  using Error::Error;
};

/// An index is missing, locked, damaged, or was made with another schema or analyser.
class IndexError : public Error {
 public:
  using Error::Error;
};

/// Another writer has the index, and kept it for longer than the caller wanted to wait. Trying
/// again later helps.
class LockError : public IndexError {
 public:
  using IndexError::IndexError;
};

/// A shard of an index is not there: its server does not answer, or its directory is gone. Trying
/// again helps once it is back.
class ShardError : public IndexError {
 public:
  using IndexError::IndexError;
};

/// A request names something that the index does not have: a facet, a sort order, an id.
class RequestError : public Error {
 public:
  using Error::Error;
};

/// Topics, judgements or a run cannot be read, or do not belong together.
class EvaluationError : public Error {
 public:
  using Error::Error;
};

}  // namespace speur
