"""``lianxi backup`` and ``lianxi restore``: whole or nothing, sealed, and announced."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
from pathlib import Path
from typing import Any

import pytest

from lianxi.conf import backups, dumps, sealing
from lianxi.conf.cli import Trouble
from tests.conf.conftest import DEEDS, Source
from tests.conf.deployment import URL, Deployment, database

pytestmark = pytest.mark.database

TELL = """
import json
from lianxi.journal.models import Attachment, Conference, Counter, Entry, Text
from lianxi.roster.models import Account, Person, Seat
print(json.dumps({
    "entries": list(Entry.objects.order_by("id").values_list("number", "body", "hash")),
    "texts": list(Text.objects.order_by("id").values_list("entry", "salt", "text")),
    "files": list(Attachment.objects.order_by("id").values_list("entry", "sha256", "name")),
    "counters": list(Counter.objects.order_by("kind").values_list("kind", "last")),
    "people": list(Person.objects.order_by("id").values_list("number", "name")),
    "accounts": list(Account.objects.order_by("id").values_list("username", "password")),
    "seats": Seat.objects.count(),
}))
"""


def told(deployment: Deployment) -> dict[str, Any]:
    return json.loads(deployment.python(TELL))


def files(deployment: Deployment) -> dict[str, bytes]:
    folder = deployment.data / "attachments"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# ── there and back ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_everything_comes_back_and_every_journal_says_so(source: Source, elsewhere: Deployment):
    before = told(source.deployment)
    said = elsewhere.done("restore", source.backup)
    assert "核验完好" in said
    after = told(elsewhere)
    *entries, restored = after.pop("entries")
    assert entries == before.pop("entries")
    assert after == before
    assert files(elsewhere) == files(source.deployment)
    number, body, _ = restored
    body = json.loads(body)
    assert number == len(entries) + 1
    assert body["actor"] == {"account": 0, "person": 0, "seat": 0, "role": "machine", "unit": None}
    assert [fact["verb"] for fact in body["facts"]] == ["record.restored"]
    assert body["facts"][0]["data"]["head"] == entries[-1][0]
    assert body["facts"][0]["data"]["hash"] == entries[-1][2]
    assert not (elsewhere.data / backups.NOTE).exists()


def test_after_restoring_work_goes_on_with_the_next_numbers(source: Source, elsewhere: Deployment):
    elsewhere.done("restore", source.backup)
    elsewhere.python(DEEDS)
    after = told(elsewhere)
    assert [number for number, _, _ in after["entries"]] == list(range(1, len(after["entries"]) + 1))
    assert dict(after["counters"])["evidence"] == 8
    head = f"{len(after['entries'])}:{after['entries'][-1][2][:16]}"
    assert f"完好，共 {len(after['entries'])} 条，链首 {head}" in elsewhere.done("verify")


def test_a_print_from_before_the_backup_still_agrees(source: Source, elsewhere: Deployment):
    number, _, sealed = told(source.deployment)["entries"][-1]
    elsewhere.done("restore", source.backup)
    assert "完好" in elsewhere.done("verify", "--against", f"{number}:{sealed[:16]}")


def test_what_was_restored_is_its_owners_alone(source: Source, elsewhere: Deployment):
    elsewhere.done("restore", source.backup)
    made = [path for path in elsewhere.data.rglob("*") if path.relative_to(elsewhere.data).parts[0] != "keys"]
    assert [str(path) for path in made if path.stat().st_mode & 0o077] == []


def test_sessions_of_then_end(source: Source, elsewhere: Deployment, tmp_path: Path):
    with_session = "from django.contrib.sessions.backends.db import SessionStore as S; s = S(); s['a'] = 1; s.save()"
    count = "from django.contrib.sessions.models import Session; print(Session.objects.count())"
    source.deployment.python(with_session)
    backup = tmp_path / "with-session.lianxi"
    source.deployment.done("backup", backup)
    elsewhere.done("restore", backup)
    assert elsewhere.python(count).strip() == "0"


def test_a_restoring_that_was_killed_before_the_announcement_is_announced_at_the_next_start(
    source: Source, elsewhere: Deployment
):
    elsewhere.done("restore", source.backup)
    note = {"copied_at": "2026-11-23T10:00:00+00:00", "restoring": "0123456789abcdef"}
    (elsewhere.data / backups.NOTE).write_text(json.dumps(note))
    elsewhere.done("tick")
    elsewhere.done("tick")
    verbs = [json.loads(body)["facts"][0]["verb"] for _, body, _ in told(elsewhere)["entries"]]
    assert verbs[-2:] == ["record.restored", "record.restored"]
    assert verbs.count("record.restored") == 2


def test_what_a_killed_restoring_left_aside_is_in_nobodys_way(source: Source, elsewhere: Deployment):
    (elsewhere.data / ".restoring-abc/attachments").mkdir(parents=True)
    elsewhere.done("restore", source.backup)
    assert not (elsewhere.data / ".restoring-abc").exists()


# ── what is in it, and what never is ────────────────────────────────────────────────────────────────────────────────


def members(source: Source, backup: Path | None = None) -> dict[str, bytes]:
    key = sealing.read_key(source.deployment.data / "keys/backup.key")
    assert key is not None
    with (backup or source.backup).open("rb") as file:
        plain = sealing.Opener(file, key).read()
    with tarfile.open(fileobj=io.BytesIO(plain)) as archive:
        return {member.name: archive.extractfile(member).read() for member in archive}  # type: ignore[union-attr]


def test_no_key_is_in_the_backup(source: Source):
    inside = members(source)
    assert all(name in {"manifest.json", "database"} or name.startswith("attachments/") for name in inside)
    for file in (source.deployment.data / "keys").iterdir():
        secret = file.read_bytes().strip()
        assert len(secret) > 40
        assert secret not in source.backup.read_bytes()
        assert [name for name, content in inside.items() if secret in content] == []


def test_nothing_of_it_can_be_read_without_the_key(source: Source):
    sealed = source.backup.read_bytes()
    words = [b"canary words", "柳塘".encode(), b"liutang", b"SQLite format", b"PGDMP", b"attachments", b"manifest"]
    assert [word for word in words if word in sealed] == []
    plain = b"".join(members(source).values())
    assert b"liutang" in plain


def test_only_files_that_the_record_names_are_taken(source: Source):
    stray = source.deployment.data / "attachments/stray.pdf"
    stray.write_bytes(b"nobody's")
    try:
        assert len([name for name in members(source) if name.startswith("attachments/")]) == 2
    finally:
        stray.unlink()


def test_the_backup_is_its_owners_alone_and_tells_what_to_keep(source: Source):
    assert source.backup.stat().st_mode & 0o777 == 0o600
    assert (source.deployment.data / "keys/backup.key").stat().st_mode & 0o777 == 0o600
    assert "liutang 3:" in source.said
    assert "附件 2 个" in source.said
    assert "请另行抄存，与备份分开保管" in source.said


def test_nothing_is_left_beside_the_backup(source: Source, tmp_path: Path):
    source.deployment.done("backup", tmp_path / "second.lianxi")
    assert [path.name for path in tmp_path.iterdir()] == ["second.lianxi"]
    assert [name for name in source.deployment.names() if name.startswith(".")] == []


def test_a_lost_attachment_does_not_prevent_the_backup_but_is_told(
    source: Source, elsewhere: Deployment, tmp_path: Path
):
    elsewhere.done("restore", source.backup)
    next(path for path in (elsewhere.data / "attachments").rglob("*") if path.is_file()).unlink()
    backup = tmp_path / "incomplete.lianxi"
    assert "有 1 个附件文件已不在数据目录" in elsewhere.done("backup", backup)
    assert len(json.loads(members(source, backup)["manifest.json"])["missing"]) == 1


# ── refusals of backup ──────────────────────────────────────────────────────────────────────────────────────────────


def test_an_existing_file_is_not_overwritten(source: Source, tmp_path: Path):
    target = tmp_path / "there"
    target.write_text("mine")
    assert "已存在，没有覆盖" in source.deployment.refused("backup", target)
    assert target.read_text() == "mine"


def test_a_folder_that_is_not_there_is_told(source: Source, tmp_path: Path):
    assert "不存在" in source.deployment.refused("backup", tmp_path / "no/such/file")


@pytest.mark.parametrize("command", [["verify"], ["backup", "x"], ["verify", "--mend"]])
def test_an_empty_data_folder_is_told_and_stays_empty(tmp_path: Path, command: list[str]):
    from tests.conf.deployment import database

    with database() as url:
        empty = Deployment(tmp_path / "data", url)
        assert "还没有数据" in empty.refused(*command)
        assert [name for name in empty.names() if not name.startswith("keys")] == []


def test_the_space_is_looked_at_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=50_000_000))
    backups._require_space(tmp_path, 10_000_000, "备份位置")
    with pytest.raises(Trouble, match=r"备份位置 .* 的磁盘空间不足：需要约 74 MB，剩余 50 MB"):
        backups._require_space(tmp_path, 40_000_000, "备份位置")


@pytest.mark.skipif(not URL, reason="only PostgreSQL needs programs of its own")
def test_missing_programs_of_postgresql_are_told(source: Source, tmp_path: Path):
    told = source.deployment.refused("backup", tmp_path / "x", PATH=str(tmp_path))
    assert "没有 PostgreSQL 客户端程序 pg_dump、pg_restore" in told
    assert "postgresql-client" in told


# ── refusals of restore: a sentence, and nothing restored ───────────────────────────────────────────────────────────


@pytest.fixture
def empty(source: Source, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder with the right key, for calling ``restore`` in this process."""
    folder = tmp_path / "data"
    (folder / "keys").mkdir(parents=True)
    (folder / "keys/backup.key").write_text(source.key)
    settings.DATA_FOLDER = folder
    settings.BACKUP_KEY_FILE = folder / "keys/backup.key"
    settings.ATTACHMENTS_FOLDER = folder / "attachments"
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", folder / "lianxi.sqlite3")
    monkeypatch.setattr(dumps, "holds_data", lambda: False)
    return folder


def refusal(source: Path, folder: Path) -> str:
    def setup() -> None:
        pytest.fail("it was restored")

    before = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    with pytest.raises(Trouble) as trouble:
        backups.restore(source, setup)
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*")) == before
    assert str(trouble.value).endswith("。")
    return str(trouble.value)


CHUNK = sealing.CHUNK + sealing.TAG
HEADER = sealing.HEADER.size


@pytest.mark.parametrize("left", [0, 5, HEADER, HEADER + 100, HEADER + CHUNK, HEADER + 2 * CHUNK, -CHUNK // 2, -1])
def test_a_file_that_was_cut_off_restores_nothing(source: Source, empty: Path, tmp_path: Path, left: int):
    (tmp_path / "cut").write_bytes(source.backup.read_bytes()[:left])
    said = refusal(tmp_path / "cut", empty)
    assert ("不是联席的备份文件" if 0 <= left < HEADER else "不完整或被改动") in said


@pytest.mark.parametrize("place", [HEADER - 1, HEADER, HEADER + CHUNK + 7, -1])
def test_a_changed_byte_restores_nothing(source: Source, empty: Path, tmp_path: Path, place: int):
    data = bytearray(source.backup.read_bytes())
    data[place] ^= 1
    (tmp_path / "changed").write_bytes(data)
    assert "不完整或被改动" in refusal(tmp_path / "changed", empty)


def test_swapped_chunks_restore_nothing(source: Source, empty: Path, tmp_path: Path):
    data = source.backup.read_bytes()
    first, second = data[HEADER : HEADER + CHUNK], data[HEADER + CHUNK : HEADER + 2 * CHUNK]
    (tmp_path / "swapped").write_bytes(data[:HEADER] + second + first + data[HEADER + 2 * CHUNK :])
    assert "不完整或被改动" in refusal(tmp_path / "swapped", empty)


def test_a_wrong_key_is_told_by_its_number(source: Source, empty: Path):
    (empty / "keys/backup.key").write_text("ab" * 32)
    assert "请换用备份时的密钥文件" in refusal(source.backup, empty)


def test_a_missing_key_is_told_and_none_is_made(source: Source, empty: Path):
    (empty / "keys/backup.key").unlink()
    assert "没有备份密钥文件" in refusal(source.backup, empty)


def test_a_broken_key_file_is_told(source: Source, empty: Path):
    (empty / "keys/backup.key").write_text("x")
    assert "读不出密钥" in refusal(source.backup, empty)


def test_a_missing_backup_is_told(empty: Path, tmp_path: Path):
    assert "no-such-file" in refusal(tmp_path / "no-such-file", empty)


@pytest.mark.parametrize("name", ["lianxi.sqlite3", "attachments", "anything.txt"])
def test_a_folder_in_use_is_left_alone(source: Source, empty: Path, name: str):
    (empty / name).write_text("mine")
    assert f"不是空的（有 {name}）" in refusal(source.backup, empty)
    assert (empty / name).read_text() == "mine"


def test_a_deployment_in_use_is_left_alone(source: Source):
    before = told(source.deployment)
    assert "不是空的" in source.deployment.refused("restore", source.backup)
    assert told(source.deployment) == before


@pytest.mark.skipif(not URL, reason="the database of PostgreSQL does not lie in the data folder")
def test_a_postgresql_database_in_use_is_left_alone(source: Source, elsewhere: Deployment):
    used = Deployment(elsewhere.data, source.deployment.url)
    before = told(source.deployment)
    assert "数据库不是空的" in used.refused("restore", source.backup)
    assert told(source.deployment) == before
    assert [name for name in used.names() if not name.startswith("keys")] == []


def sealed(source: Source, path: Path, **contents: bytes) -> Path:
    """A backup of our making, well sealed with the right key."""
    with path.open("wb") as file:
        key = sealing.read_key(source.deployment.data / "keys/backup.key")
        assert key is not None
        sealer = sealing.Sealer(file, key)
        with tarfile.open(fileobj=sealer, mode="w|") as archive:  # type: ignore[call-overload]
            for name, content in contents.items():
                member = tarfile.TarInfo(name.replace("_", "/").replace("manifest", "manifest.json"))
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
        sealer.close()
    return path


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"migrations": ["journal.9999_from_the_future"]}, "较新版本的程序"),
        ({"database": "oracle"}, "备份来自 oracle"),
        ({"format": "lianxi-backup/9"}, "内部格式不是本程序认识的"),
        ({"attachments": 7}, "不完整或被改动"),
    ],
)
def test_a_backup_of_another_version_or_kind_restores_nothing(
    source: Source, empty: Path, tmp_path: Path, change: dict[str, object], said: str
):
    inside = members(source)
    manifest = json.loads(inside["manifest.json"]) | {"attachments": 0} | change
    backup = sealed(source, tmp_path / "b", manifest=json.dumps(manifest).encode(), database=inside["database"])
    assert said in refusal(backup, empty)


@pytest.mark.parametrize("name", ["../keys/backup.key", "/etc/passwd", "keys/secret.key", "attachments/../../x"])
def test_a_name_that_leads_elsewhere_restores_nothing(source: Source, empty: Path, tmp_path: Path, name: str):
    inside = members(source)
    backup = sealed(source, tmp_path / "b", manifest=inside["manifest.json"], **{name: b"evil"})
    key = (empty / "keys/backup.key").read_text()
    assert "不完整或被改动" in refusal(backup, empty)
    assert (empty / "keys/backup.key").read_text() == key


def test_a_full_disk_in_the_middle_restores_nothing(source: Source, empty: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    assert "磁盘空间不足" in refusal(source.backup, empty)


def test_a_database_that_cannot_be_put_in_place_takes_the_files_with_it(
    source: Source, empty: Path, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(sealing, "sync_folder", broken)
    monkeypatch.setattr(dumps, "load", broken)
    if not URL:
        (empty / "lianxi.sqlite3").mkdir()
        monkeypatch.setattr(backups, "HARMLESS", {*backups.HARMLESS, "lianxi.sqlite3"})
    assert "读写" in refusal(source.backup, empty)


def test_the_journal_page_names_who_restored_it(cast: Any):
    from lianxi.journal.actions import announce_restored
    from lianxi.journal.frame import MACHINE, Call
    from lianxi.web import clock

    done = announce_restored(Call(cast.conference, MACHINE, clock.now()), copied_at=clock.now())
    page = cast.as_("clerk").get(cast.url(f"journal/{done.entry}/")).content.decode()
    assert "恢复备份" in page
    assert "本系统" in page


IDENTITY = """
from lianxi.journal.frame import Actor, Call
from lianxi.journal.queries import head
from lianxi.web.clock import now
from tests.matters.sealed import put
call = Call(head("liutang").id, Actor(1, 1, 1, "office_staff"), now())
put(call, holder="village_case:1", name="欧阳静", phone="13900001234")
"""
READ = """
from lianxi.journal.queries import head_by_id, head
from lianxi.journal.models import Conference
from lianxi.matters.identities import vault
found = head("liutang").id
try:
    (one,) = vault.plain(found, Conference.objects.get(pk=found).uid, "village_case:1")
    print(one.name, vault.masks(found, ["village_case:1"]))
except vault.NoKey as trouble:
    print("NoKey", trouble)
"""


def test_a_backup_holds_identities_sealed_and_never_their_keys(tmp_path: Path):
    with database() as url, database() as url_elsewhere:
        place, elsewhere = Deployment(tmp_path / "one/data", url), Deployment(tmp_path / "two/data", url_elsewhere)
        place.data.parent.mkdir()
        place.found()
        keys = place.data / "keys/identity.keys"
        assert keys.stat().st_mode & 0o777 == 0o600
        place.python(IDENTITY)
        assert place.python(READ).startswith("欧阳静 ")
        place.done("backup", tmp_path / "b.lianxi")
        with (tmp_path / "b.lianxi").open("rb") as file:
            key = sealing.read_key(place.data / "keys/backup.key")
            assert key is not None
            content = sealing.Opener(file, key).read()
        secrets = [line.partition(":")[2] for line in keys.read_text("utf-8").splitlines() if ":" in line]
        assert [len(each) for each in secrets] == [64, 64]
        for secret in (*secrets, "欧阳静", "13900001234"):
            assert secret.encode() not in content
            assert len(secret) != 64 or bytes.fromhex(secret) not in content

        (elsewhere.data / "keys").mkdir(parents=True)
        shutil.copy(place.data / "keys/backup.key", elsewhere.data / "keys/backup.key")
        told = elsewhere.lianxi("restore", tmp_path / "b.lianxi")
        assert told.returncode == 0
        assert "注意：找不到身份信息密钥文件" in told.stderr
        assert elsewhere.python(READ).startswith("NoKey 找不到身份信息密钥文件")
        assert not (elsewhere.data / "keys/identity.keys").exists()
        shutil.copy(keys, elsewhere.data / "keys/identity.keys")
        assert elsewhere.python(READ).startswith("欧阳静 ")
