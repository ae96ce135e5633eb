using System.Buffers;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace PortOrchestrator.Supervision.Logs.Files;

/// <summary>
/// Writes the lines of logs into a further file that the user named. What is about to be done to the file is journalled first, so that whoever goes on
/// after a crash at any point finds every line there once. For one caller; of the backups another thread takes care.
/// </summary>
internal sealed class LogFileWriter
{
    private const int LargestChunk = 256 * 1024;

    private readonly string _target;
    private readonly LogFileMark _mark;
    private readonly LogFileBackups _backups;
    private readonly ArrayBufferWriter<byte> _chunk = new();
    private LogFileDefinition _definition;
    private ILogLineFormat _format;
    private SafeFileHandle? _file;
    private long _to;
    private bool _isRecovered;

    /// <param name="definition">The file.</param>
    /// <param name="stateFolder">Where the journal is kept.</param>
    /// <param name="time">The clock.</param>
    public LogFileWriter(LogFileDefinition definition, string stateFolder, TimeProvider time)
    {
        _target = definition.Path;
        (_definition, _format) = (definition, FormatOf(definition));
        _backups = new LogFileBackups(_target, time);
        _mark = new LogFileMark(Path.Combine(stateFolder, string.Create(CultureInfo.InvariantCulture, $"{Hash(_target):x16}.written")));
        _mark.Load();
    }

    /// <summary>Taking care of what was set aside, if it is under way; it never fails.</summary>
    public Task Settling { get; private set; } = Task.CompletedTask;

    /// <summary>Begins a run of a service.</summary>
    /// <param name="definition">The file as it is configured now.</param>
    /// <param name="sources">Its log or logs.</param>
    /// <param name="clear">Whether earlier runs are dropped from the file.</param>
    /// <param name="cancellationToken">Cuts off the care for what is set aside.</param>
    public void Begin(LogFileDefinition definition, IReadOnlyList<LogFileSource> sources, bool clear, CancellationToken cancellationToken)
    {
        // Some may have become too old, or be uncompressed because a supervisor was killed.
        if (definition.Rotation is { } rotation) Settling = SettleAsync(Settling, rotation, cancellationToken);
        if (definition != _definition) (_definition, _format) = (definition, FormatOf(definition));
        foreach (var source in sources) _mark.Offsets.TryAdd(source.Key, source.RunStart);
        // Once something of the run is in the file, it was cleared for this run.
        if (!clear || sources.Any(source => Written(source) > source.RunStart)) return;
        if (File.Exists(_target))
        {
            using var file = File.OpenHandle(_target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.SetLength(file, 0);
        }

        foreach (var source in sources) _mark.Offsets[source.Key] = source.RunStart;
        (_mark.Pending, _mark.Moving, _mark.Length) = (null, null, 0);
        _mark.Save();
    }

    /// <summary>The offset before which everything of a log is in the file.</summary>
    public long Written(LogFileSource source) => _mark.Offsets[source.Key];

    /// <summary>Writes what is new.</summary>
    /// <param name="source">The log.</param>
    /// <param name="ended">Whether a last line without an end will not get one.</param>
    /// <param name="cancellationToken">Cuts off the care for what is set aside.</param>
    public void Update(LogFileSource source, bool ended, CancellationToken cancellationToken)
    {
        try
        {
            Recover();
            using var index = _definition.AddTime ? LogIndex.Open(source.Path) : null;
            var times = new LineTimes(index, Written(source));
            foreach (var line in source.ReadNew(Written(source), ended)) Add(source, line, times.Of(line), cancellationToken);
            if (_chunk.WrittenCount > 0) Write(source);
            if (_file is not null) _mark.Save();
        }
        catch
        {
            // What was half done is looked at as after a crash.
            _isRecovered = false;
            _chunk.ResetWrittenCount();
            source.Rewind();
            throw;
        }
        finally
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private void Add(LogFileSource source, SplitLine line, DateTimeOffset time, CancellationToken cancellationToken)
    {
        _file ??= Open();
        var before = _chunk.WrittenCount;
        _format.Write(_chunk, source, line.Text, time);
        if (_definition.Rotation is { } rotation && _mark.Length + before > 0 && _mark.Length + _chunk.WrittenCount > rotation.MaxSizeMegabytes * 1024L * 1024)
        {
            byte[] next = [.. _chunk.WrittenSpan[before..]];
            if (before > 0) Write(source, _chunk.WrittenMemory[..before]);
            _chunk.ResetWrittenCount();
            SetAside(rotation, cancellationToken);
            _chunk.Write(next);
        }

        _to = line.End;
        if (_chunk.WrittenCount >= LargestChunk) Write(source);
    }

    private void Write(LogFileSource source)
    {
        Write(source, _chunk.WrittenMemory);
        _chunk.ResetWrittenCount();
    }

    private void Write(LogFileSource source, ReadOnlyMemory<byte> bytes)
    {
        _mark.Pending = (bytes.Length, _to, source.Key);
        _mark.Save();
        RandomAccess.Write(_file!, bytes.Span, _mark.Length);
        _mark.Length += bytes.Length;
        _mark.Offsets[source.Key] = _to;
        _mark.Pending = null;
    }

    private void SetAside(LogFileRotation rotation, CancellationToken cancellationToken)
    {
        _file!.Dispose();
        _mark.Moving = _backups.NewName();
        _mark.Save();
        File.Move(_target, _backups.PathOf(_mark.Moving));
        (_mark.Moving, _mark.Length) = (null, 0);
        _mark.Save();
        _file = Open();
        Settling = SettleAsync(Settling, rotation, cancellationToken);
    }

    private SafeFileHandle Open()
    {
        var file = AppendedFile.Open(_target);
        // The user may have moved or emptied it.
        _mark.Length = RandomAccess.GetLength(file);
        return file;
    }

    private void Recover()
    {
        if (_isRecovered) return;
        var length = File.Exists(_target) ? new FileInfo(_target).Length : 0;
        if (_mark.Moving is { } backup)
        {
            if (length > 0 && length == _mark.Length)
            {
                File.Move(_target, _backups.PathOf(backup));
                length = 0;
            }

            _mark.Moving = null;
        }

        if (_mark.Pending is var (count, to, log))
        {
            if (length >= _mark.Length + count) _mark.Offsets[log] = to;
            else if (length > _mark.Length) length = CutOff(_mark.Length);
            _mark.Pending = null;
        }

        _mark.Length = length;
        _isRecovered = true;
    }

    private long CutOff(long length)
    {
        using var file = File.OpenHandle(_target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.SetLength(file, length);
        return length;
    }

    private async Task SettleAsync(Task before, LogFileRotation rotation, CancellationToken cancellationToken)
    {
        await before.ConfigureAwait(false);
        try
        {
            await Task.Run(() => _backups.Settle(rotation, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            // They are looked at again when the next one is set aside.
        }
    }

    private static ILogLineFormat FormatOf(LogFileDefinition definition) =>
        definition.Format == LogFileFormat.Json ? new JsonLineFormat(definition) : new TextLineFormat(definition);

    // FNV-1a: the same in every run, unlike a string's own.
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211;
        return hash;
    }
}
