using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Voltbench.Lab.FrameLog;

/// <summary>
/// Writes frames in PostgreSQL's binary COPY format (PostgreSQL manual, COPY, "Binary Format") into one reused buffer, so that a batch
/// is one write to the socket and a frame costs no allocation.
/// </summary>
internal sealed class CopyEncoder
{
    public const string Command = "copy ocpp.frames (charger_key, at, seq, direction, action, message, mark) from stdin (format binary)";

    // timestamptz counts µs from 2000-01-01.
    private const long PostgresEpochMicros = 946_684_800_000_000;
    private readonly ArrayBufferWriter<byte> _buffer = new(256 * 1024);

    public ReadOnlyMemory<byte> Bytes => _buffer.WrittenMemory;

    public int Length => _buffer.WrittenCount;

    public void Start()
    {
        _buffer.ResetWrittenCount();
        _buffer.Write("PGCOPY\n"u8);
        _buffer.Write<byte>([0xff, 0x0d, 0x0a, 0x00]);
        Int32(0);
        Int32(0);
    }

    public void End() => Int16(-1);

    public void Add(in FrameRecord frame, ReadOnlySpan<byte> message)
    {
        Int16(7);
        Int64Field(frame.ChargerKey);
        Int64Field(frame.AtMicros - PostgresEpochMicros);
        Int64Field(frame.Seq);
        Int32(2);
        Int16((short)frame.Direction);
        Text(frame.Action);
        Text(message);
        if (frame.Mark is null)
            Int32(-1);
        else
            Text(frame.Mark);
    }

    private void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Int32(length);
        Encoding.UTF8.GetBytes(value, _buffer.GetSpan(length));
        _buffer.Advance(length);
    }

    private void Text(ReadOnlySpan<byte> utf8)
    {
        // The text type takes neither invalid UTF-8 nor NUL; one such frame must not cost its neighbours the batch.
        if (!Utf8.IsValid(utf8) || utf8.Contains((byte)0))
            utf8 = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(utf8).Replace('\0', '\uFFFD'));

        Int32(utf8.Length);
        _buffer.Write(utf8);
    }

    private void Int64Field(long value)
    {
        Int32(8);
        BinaryPrimitives.WriteInt64BigEndian(_buffer.GetSpan(8), value);
        _buffer.Advance(8);
    }

    private void Int32(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.GetSpan(4), value);
        _buffer.Advance(4);
    }

    private void Int16(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(_buffer.GetSpan(2), value);
        _buffer.Advance(2);
    }
}
