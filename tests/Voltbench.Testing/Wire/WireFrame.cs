using System.Buffers.Binary;
using System.Text;

namespace Voltbench.Testing.Wire;

public enum WireOpcode
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}

/// <summary>One WebSocket frame (RFC 6455 §5.2).</summary>
public sealed record WireFrame(bool Fin, WireOpcode Opcode, bool Masked, byte[] Payload)
{
    public string Message => Encoding.UTF8.GetString(Payload);

    /// <summary>Code of a close frame, 1005 when it has none.</summary>
    public ushort CloseCode => Payload.Length < 2 ? (ushort)1005 : BinaryPrimitives.ReadUInt16BigEndian(Payload);

    public static byte[] Text(string text, bool fin = true) => Encode(WireOpcode.Text, Encoding.UTF8.GetBytes(text), fin);

    public static byte[] Close(ushort code, string reason = "")
    {
        var payload = new byte[2 + Encoding.UTF8.GetByteCount(reason)];
        BinaryPrimitives.WriteUInt16BigEndian(payload, code);
        Encoding.UTF8.GetBytes(reason, payload.AsSpan(2));
        return Encode(WireOpcode.Close, payload);
    }

    /// <summary>A frame as a server sends it, or as it must not: masked, or with a length announced that does not follow.</summary>
    public static byte[] Encode(WireOpcode opcode, ReadOnlySpan<byte> payload, bool fin = true, bool masked = false, long? announced = null)
    {
        var length = announced ?? payload.Length;
        var frame = new List<byte>(payload.Length + 14) { (byte)((fin ? 0x80 : 0) | (int)opcode) };
        var flag = masked ? 0x80 : 0;
        Span<byte> extended = stackalloc byte[8];
        if (length is >= 0 and < 126)
        {
            frame.Add((byte)(flag | (int)length));
        }
        else if (length is >= 0 and <= ushort.MaxValue)
        {
            frame.Add((byte)(flag | 126));
            BinaryPrimitives.WriteUInt16BigEndian(extended, (ushort)length);
            frame.AddRange(extended[..2]);
        }
        else
        {
            frame.Add((byte)(flag | 127));
            BinaryPrimitives.WriteInt64BigEndian(extended, length);
            frame.AddRange(extended);
        }

        if (masked)
            frame.AddRange((ReadOnlySpan<byte>)[0, 0, 0, 0]);
        frame.AddRange(payload);
        return [.. frame];
    }
}
