//! The one way to open a book, and the one way to write to it: everything or nothing, acknowledged after the commit.

use crate::domain::headway::Headway;
use crate::store::error::Error;
use crate::store::file::{self, Access, identity, inspect};
use crate::store::row::{Get, Stored};
use crate::store::schema::{self, STEPS};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, TransactionBehavior};
use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// How long a write waits for another folio before it gives up.
pub(in crate::store) const PATIENCE: Duration = Duration::from_secs(5);

/// What two that have the same book open agree upon.
const LOOK: &str =
    "SELECT (SELECT count(*) FROM sqlite_schema), coalesce(max(seq), 0), coalesce(max(at), 0), count(*) FROM batch";

/// The book as it was last looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Seen {
    /// Rises whenever another connection writes, whatever it writes.
    version: i64,
    /// The last batch, and the day and the moment of the ranking; none when they could not be read.
    facts: Option<(i64, Option<(i64, i64)>)>,
    /// When the file itself was last written, and its size: what is committed goes to the log first.
    stamp: Option<(SystemTime, u64)>,
}

/// An open book.
pub struct Store {
    connection: Connection,
    path: PathBuf,
    identity: Option<(u64, u64)>,
    seen: Cell<Seen>,
    access: Access,
    /// How long a write waits for its turn.
    patience: Cell<Duration>,
    headway: Arc<Headway>,
}

impl Store {
    /// Opens the book at a path. A file of an older folio is backed up and brought up to date; a missing, foreign,
    /// damaged or newer one is refused untouched. One that cannot be written is opened to be read.
    pub fn open(path: &Path) -> Result<Store, Error> {
        Store::open_with(path, STEPS)
    }

    fn open_with(path: &Path, steps: &[&str]) -> Result<Store, Error> {
        let access = inspect(path)?;
        match Store::open_as(path, access, steps) {
            // The folder does not take the log that a writer needs: the file alone may still be read.
            Err(Error::Unwritable(_)) if access == Access::Write && file::reading(path) == Access::Frozen => {
                Store::open_as(path, Access::Frozen, steps)
            }
            opened => opened,
        }
    }

    fn open_as(path: &Path, access: Access, steps: &[&str]) -> Result<Store, Error> {
        let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = match access {
            Access::Write => Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_READ_WRITE),
            Access::Read => Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_READ_ONLY),
            Access::Frozen => {
                let uri = file::frozen_uri(path).map_err(|why| Error::Io { path: path.to_owned(), why })?;
                Connection::open_with_flags(uri, flags | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI)
            }
        };
        let connection = connection.map_err(|error| Error::from(error).at(path))?;
        let store = Store::settle(connection, path, access).map_err(|error| error.at(path))?;
        let newest = schema::newest(steps);
        let version = store.check(path, newest)?;
        if version < newest {
            store.upgrade(version, steps)?;
        }
        if access != Access::Frozen {
            file::keep_private(path);
        }
        store.seen.set(Seen { facts: store.facts().ok(), stamp: file::stamp(path), ..store.seen.get() });
        Ok(store)
    }

    /// Makes a new book, whole at once: a start that is interrupted leaves no half-made file. A book that is already
    /// there is opened.
    pub fn create(path: &Path) -> Result<Store, Error> {
        if fs::symlink_metadata(path).is_ok() {
            return Store::open(path);
        }
        Store::create_with(path, STEPS)
    }

    fn create_with(path: &Path, steps: &[&str]) -> Result<Store, Error> {
        let folder = file::folder(path);
        let io = |why| Error::Io { path: path.to_owned(), why };
        file::private_folder(folder).map_err(io)?;
        // SQLite would take the log of a file that is gone for that of the new one, and destroy it. Where the file is
        // there by now, another program has made it, and the log is its own.
        if let Some(log) = file::log_beside(path)
            && fs::symlink_metadata(path).is_err()
        {
            return Err(Error::Leftover { log });
        }
        let draft = file::draft_in(folder, ".folio-new-").map_err(io)?;
        {
            let mut connection = Connection::open(draft.path())?;
            let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            schema::raise(&tx, steps, 0)?;
            tx.commit()?;
            let _: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
            connection.close().map_err(|(_, error)| error)?;
        }
        match draft.persist_noclobber(path) {
            Ok(_) => {}
            Err(refused) if refused.error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(refused) => return Err(io(refused.error)),
        }
        Store::open_with(path, steps)
    }

    /// A book in memory, for tests.
    pub fn in_memory() -> Result<Store, Error> {
        let store = Store::settle(Connection::open_in_memory()?, Path::new(""), Access::Write)?;
        schema::raise(&store.connection, STEPS, 0)?;
        Ok(store)
    }

    fn settle(connection: Connection, path: &Path, access: Access) -> Result<Store, Error> {
        connection.busy_timeout(PATIENCE)?;
        for (option, on) in [
            (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
            (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        ] {
            connection.set_db_config(option, on)?;
        }
        connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;")?;
        connection.set_prepared_statement_cache_capacity(64);
        let seen = Cell::new(Seen { version: 0, facts: None, stamp: None });
        let store = Store {
            connection,
            path: path.to_owned(),
            identity: identity(path),
            seen,
            access,
            patience: Cell::new(PATIENCE),
            headway: Arc::default(),
        };
        store.seen.set(Seen { version: store.data_version()?, ..store.seen.get() });
        Ok(store)
    }

    /// How far long work at this book has come.
    pub fn headway(&self) -> &Arc<Headway> {
        &self.headway
    }

    fn check(&self, path: &Path, newest: i32) -> Result<i32, Error> {
        let ours: i32 = self.connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
        let version: i32 = self.connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if ours != schema::APPLICATION_ID {
            let why = "it is a database of another program".to_owned();
            return Err(Error::Foreign { path: path.to_owned(), why });
        }
        if version > newest {
            return Err(Error::Newer { path: path.to_owned(), found: version, known: newest });
        }
        Ok(version)
    }

    fn upgrade(&self, from: i32, steps: &[&str]) -> Result<(), Error> {
        if self.is_read_only() {
            return Err(Error::Unwritable("it is of an older folio and must be brought up to date first".to_owned()));
        }
        let tx = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        let now: i32 = tx.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if now == from {
            // Nobody else writes now, so that the copy is the book as it is before the step.
            schema::back_up(&self.path, from)?;
            schema::raise(&tx, steps, from)?;
        }
        Ok(tx.commit()?)
    }

    /// Where the book is; empty for one in memory.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the book can only be read: its file, its folder or its disk takes no writes.
    pub fn is_read_only(&self) -> bool {
        self.access != Access::Write
    }

    /// The connection, for the other files of this floor.
    pub(in crate::store) fn sql(&self) -> &Connection {
        &self.connection
    }

    /// Keeps little in memory: for a connection that reads something once.
    pub fn keep_little(&self) -> Result<(), Error> {
        Ok(self.connection.pragma_update(None, "cache_size", -256)?)
    }

    /// Gives large writes room in memory: with the usual two megabytes pages of a large import are written many times.
    pub fn make_room(&self) -> Result<(), Error> {
        Ok(self.connection.pragma_update(None, "cache_size", -64 * 1024)?)
    }

    /// Does some work in one write transaction: all of it, or nothing. Says so before it writes when the file at the
    /// path is no longer the one that is open: SQLite itself would acknowledge and lose the write.
    pub fn write<T, E: From<Error>>(&self, work: impl FnOnce(&Store) -> Result<T, E>) -> Result<T, E> {
        let tx = self.begin()?;
        if self.identity != identity(&self.path) || self.is_overwritten()? {
            return Err(Error::Moved(self.path.clone()).into());
        }
        let done = work(self)?;
        // Nobody else has written since the last look, nor can now: what is there is what was seen and this write.
        let (seen, version) = (self.seen.get(), self.data_version()?);
        let facts = if seen.version == version { self.facts().ok() } else { seen.facts };
        tx.commit().map_err(|error| Error::from(error).at(&self.path))?;
        self.seen.set(Seen { facts, stamp: file::stamp(&self.path), ..seen });
        Ok(done)
    }

    /// Whether another book was copied into the very file that is open, as by `cp`: SQLite takes what it has read before
    /// for the truth. Asked only when somebody wrote to the file itself, while nobody else can: whoever opens it now must
    /// see the same.
    fn is_overwritten(&self) -> Result<bool, Error> {
        if self.path.as_os_str().is_empty() || file::stamp(&self.path) == self.seen.get().stamp {
            return Ok(false);
        }
        let ours = self.look()?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let fresh = Connection::open_with_flags(&self.path, flags)?;
        let theirs = fresh.query_row(LOOK, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
        Ok(theirs != Ok(ours))
    }

    fn look(&self) -> Result<(i64, i64, i64, i64), Error> {
        let mut statement = self.connection.prepare_cached(LOOK)?;
        Ok(statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?)
    }

    fn begin(&self) -> Result<Transaction<'_>, Error> {
        if self.is_read_only() {
            return Err(Error::Unwritable("its file, its folder or its disk takes no writes".to_owned()));
        }
        self.connection.busy_timeout(Duration::ZERO).map_err(Error::from)?;
        let begun = self.begin_in_turn();
        self.connection.busy_timeout(self.patience.get()).map_err(Error::from)?;
        begun.map_err(|error| Error::from(error).at(&self.path))
    }

    /// Waits for the turn to write. SQLite's own wait soon asks only every 100 ms: of two folios that wrote without a
    /// pause one found no gap in five seconds, and showed an error. Asked every 1 to 3 ms it finds one.
    fn begin_in_turn(&self) -> rusqlite::Result<Transaction<'_>> {
        let deadline = Instant::now() + self.patience.get();
        let mut pause = 1;
        loop {
            match Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate) {
                Err(error)
                    if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && Instant::now() < deadline =>
                {
                    // Not in step with whoever writes.
                    std::thread::sleep(Duration::from_millis(pause));
                    pause = pause % 3 + 1;
                }
                begun => return begun,
            }
        }
    }

    /// Waits for others who write as long as this from now on.
    pub fn be_patient(&self, patience: Duration) -> Result<(), Error> {
        self.patience.set(patience);
        Ok(self.connection.busy_timeout(patience)?)
    }

    /// Does some work as [`Store::write`] does, then takes all of it back: what would come of it.
    pub fn rehearse<T, E: From<Error>>(&self, work: impl FnOnce(&Store) -> Result<T, E>) -> Result<T, E> {
        let tx = self.begin()?;
        let done = work(self)?;
        tx.rollback().map_err(|error| Error::from(error).at(&self.path))?;
        Ok(done)
    }

    /// Does some reading on one state of the book, whatever others write meanwhile.
    pub fn read<T, E: From<Error>>(&self, work: impl FnOnce(&Store) -> Result<T, E>) -> Result<T, E> {
        if !self.connection.is_autocommit() {
            return work(self);
        }
        let tx = Transaction::new_unchecked(&self.connection, TransactionBehavior::Deferred).map_err(Error::from)?;
        let done = work(self)?;
        tx.commit().map_err(Error::from)?;
        Ok(done)
    }

    /// A row by its key.
    pub fn row<T: Stored>(&self, key: &str) -> Result<Option<T>, Error> {
        let sql = format!("{} WHERE id = ?1", select::<T>());
        let mut statement = self.connection.prepare_cached(&sql)?;
        Ok(statement.query_row([key], read_row::<T>).optional()?)
    }

    /// Rows that a condition on their table picks, in the order it gives.
    pub fn rows<T: Stored>(&self, condition: &str, values: impl rusqlite::Params) -> Result<Vec<T>, Error> {
        let sql = format!("{} {condition}", select::<T>());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map(values, read_row::<T>)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The same rows one by one; memory stays flat however many there are.
    pub(in crate::store) fn each_row<T: Stored>(
        &self,
        condition: &str,
        mut take: impl FnMut(T) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let sql = format!("{} {condition}", select::<T>());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            take(read_row(row)?)?;
        }
        Ok(())
    }

    /// Whether another connection has written facts or a ranking since this was last asked; what it wrote for searches
    /// alone is nothing that a screen shows.
    pub fn changed_elsewhere(&mut self) -> Result<bool, Error> {
        let (old, version) = (self.seen.get(), self.data_version()?);
        if version == old.version {
            return Ok(false);
        }
        let facts = Some(self.facts()?);
        self.seen.set(Seen { version, facts, ..old });
        Ok(facts != old.facts)
    }

    fn facts(&self) -> Result<(i64, Option<(i64, i64)>), Error> {
        let mut batch = self.connection.prepare_cached("SELECT coalesce(max(seq), 0) FROM batch")?;
        let mut ranking = self.connection.prepare_cached("SELECT day, at FROM ranking")?;
        let ranked = ranking.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        Ok((batch.query_row([], |row| row.get(0))?, ranked))
    }

    /// A number that is another one once another connection has written anything.
    pub fn others(&self) -> Result<i64, Error> {
        self.data_version()
    }

    fn data_version(&self) -> Result<i64, Error> {
        let mut statement = self.connection.prepare_cached("PRAGMA data_version")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }
}

fn select<T: Stored>() -> String {
    format!("SELECT id, {}, created_at, updated_at, version, archived_at FROM {}", T::COLUMNS, T::TABLE)
}

fn read_row<T: Stored>(row: &rusqlite::Row<'_>) -> rusqlite::Result<T> {
    let key = row.get_ref(0)?.as_str()?.to_owned();
    T::read(&key, &mut Get::from(row, 1))
}

impl Error {
    /// Names the file in an error that could not know it.
    pub(in crate::store) fn at(self, path: &Path) -> Error {
        match self {
            Error::Damaged { why, .. } => Error::Damaged { path: path.to_owned(), why },
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::file::beside;
    use crate::store::schema::APPLICATION_ID;

    /// A book in a folder of its own.
    fn book() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w.db");
        drop(Store::create(&path).unwrap());
        (folder, path)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn makes_no_book_beside_the_log_of_another() {
        for end in ["-wal", "-shm", "-journal"] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("w.db");
            let log = beside(&path, end);
            fs::write(&log, b"of another book").unwrap();
            let refused = Store::create(&path).map(drop).unwrap_err();
            assert!(matches!(&refused, Error::Leftover { log: named } if *named == log), "{refused}");
            assert_eq!((path.exists(), fs::read(&log).unwrap()), (false, b"of another book".to_vec()));
        }
    }

    /// What may become of a file that is open, with another one at hand.
    #[cfg(unix)]
    type Deed = fn(&Path, &Path);

    #[cfg(unix)]
    #[test]
    fn another_file_at_the_path_is_noticed_before_a_write_is_acknowledged() {
        let mark = |store: &Store, n: i64| {
            let sql = "INSERT INTO batch (at, actor, note, act, rows) VALUES (?1, 'test', '', 'do', 0)";
            store.write::<_, Error>(|store| Ok(store.sql().execute(sql, [n]).map(drop)?))
        };
        let deeds: [(&str, Deed); 5] = [
            ("moved", |path, _| fs::rename(path, beside(path, ".away")).unwrap()),
            ("deleted", |path, _| fs::remove_file(path).unwrap()),
            ("replaced", |path, other| fs::rename(other, path).unwrap()),
            ("overwritten", |path, other| fs::write(path, fs::read(other).unwrap()).unwrap()),
            ("cut", |path, _| fs::File::options().write(true).open(path).unwrap().set_len(9_000).unwrap()),
        ];
        for (what, deed) in deeds {
            let (folder, path) = book();
            let (store, other) = (Store::open(&path).unwrap(), folder.path().join("o.db"));
            mark(&store, 1).unwrap();
            fs::copy(&path, &other).unwrap();
            mark(&store, 2).unwrap();
            let _: i64 = store.sql().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).unwrap();
            mark(&store, 3).unwrap();
            let _: i64 = store.sql().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).unwrap();
            // The clock of a file system may stand for some milliseconds.
            let later = SystemTime::now() + Duration::from_secs(5);
            deed(&path, &other);
            if let Ok(file) = fs::File::options().write(true).open(&path) {
                file.set_modified(later).unwrap();
            }
            let refused = mark(&store, 4).unwrap_err();
            assert!(matches!(refused, Error::Moved(_)), "{what}: {refused}");
        }
        let (_folder, path) = book();
        let (store, second) = (Store::open(&path).unwrap(), Store::open(&path).unwrap());
        for n in 0..9 {
            mark(&second, n).unwrap();
            let _: i64 = second.sql().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).unwrap();
            mark(&store, n).unwrap();
        }
    }

    #[cfg(unix)]
    fn set_mode(path: &Path, mode: u32) {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[cfg(unix)]
    fn mode(path: &Path) -> u32 {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(path).unwrap().mode() & 0o777
    }

    #[cfg(unix)]
    #[test]
    fn reads_a_book_that_cannot_be_written_and_leaves_nothing_beside() {
        let (folder, path) = book();
        set_mode(&path, 0o444);
        let store = Store::open(&path).unwrap();
        assert!(store.is_read_only());
        assert!(store.all_names().unwrap().is_empty());
        let refused = store.write::<_, Error>(|_| Ok(())).unwrap_err();
        assert!(matches!(refused, Error::Unwritable(_)), "{refused}");
        drop(store);
        assert_eq!(names(folder.path()), ["w.db"]);
        assert_eq!(mode(&path), 0o444);
        set_mode(&path, 0o600);
        assert!(!Store::open(&path).unwrap().is_read_only());
    }

    #[cfg(unix)]
    #[test]
    fn reads_what_only_the_log_has_when_the_file_cannot_be_written() {
        let (_folder, path) = book();
        let writer = Store::open(&path).unwrap();
        writer.write::<_, Error>(|store| Ok(store.sql().execute_batch("CREATE TABLE new (one)")?)).unwrap();
        set_mode(&path, 0o444);
        let reader = Store::open(&path).unwrap();
        assert!(reader.is_read_only());
        let count: i64 = reader.sql().query_row("SELECT count(*) FROM new", [], |row| row.get(0)).unwrap();
        assert_eq!(count, 0);
        assert!(matches!(reader.write::<_, Error>(|_| Ok(())), Err(Error::Unwritable(_))));
    }

    #[cfg(unix)]
    #[test]
    fn keeps_a_book_to_its_owner() {
        let (_folder, path) = book();
        set_mode(&path, 0o664);
        let _store = Store::open(&path).unwrap();
        assert_eq!(mode(&path), 0o600);
        let log = beside(&path, "-wal");
        assert!(!log.exists() || mode(&log) == 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn refuses_a_pipe_without_waiting_on_it() {
        use std::os::unix::net::UnixListener;
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("socket");
        let _listener = UnixListener::bind(&socket).unwrap();
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        for path in [&socket, &pipe, &PathBuf::from("/dev/zero")] {
            let refused = Store::open(path).map(drop).unwrap_err();
            assert!(matches!(refused, Error::Foreign { .. }), "{refused}");
        }
    }

    #[test]
    fn brings_an_older_book_up_to_date_after_a_backup() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w.db");
        let first: &[&str] = &["CREATE TABLE a (n INTEGER) STRICT; INSERT INTO a VALUES (7);"];
        let broken = [first[0], "CREATE TABLE b (n INTEGER) STRICT; INSERT INTO nowhere VALUES (1);"];
        let second = [first[0], "CREATE TABLE b (n INTEGER) STRICT; INSERT INTO b SELECT n FROM a;"];
        drop(Store::create_with(&path, first).unwrap());
        fs::write(beside(&path, ".v1.bak"), b"not ours").unwrap();
        let ask = |path: &Path, sql: &str| -> rusqlite::Result<i64> {
            Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?.query_row(sql, [], |row| row.get(0))
        };

        Store::open_with(&path, &broken).map(drop).unwrap_err();
        assert_eq!(ask(&path, "PRAGMA user_version").unwrap(), 1, "a step that fails changes nothing");
        ask(&path, "SELECT n FROM b").unwrap_err();

        drop(Store::open_with(&path, &second).unwrap());
        assert_eq!(ask(&path, "PRAGMA user_version").unwrap(), 2);
        assert_eq!(ask(&path, "SELECT n FROM b").unwrap(), 7);
        assert_eq!(fs::read(beside(&path, ".v1.bak")).unwrap(), b"not ours", "a file of that name is not ours");
        for backup in [".v1.2.bak", ".v1.3.bak"] {
            let backup = beside(&path, backup);
            assert_eq!(ask(&backup, "PRAGMA user_version").unwrap(), 1);
            assert_eq!(ask(&backup, "PRAGMA application_id").unwrap(), i64::from(APPLICATION_ID));
            assert_eq!(ask(&backup, "SELECT n FROM a").unwrap(), 7);
            #[cfg(unix)]
            assert_eq!(mode(&backup), 0o600);
        }
        let known = Store::open_with(&path, first).map(drop).unwrap_err();
        assert!(matches!(known, Error::Newer { found: 2, known: 1, .. }), "{known}");
    }
}
