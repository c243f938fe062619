using System.Buffers.Binary;
using System.Net.Sockets;

namespace Voltbench.Bench.Csms;

/// <summary>
/// RFC 6455 frames on a raw socket, server side. Waits with a zero-byte receive, so that an idle connection holds no buffer; a frame that is
/// split over reads is kept until it is whole. Fragmented messages do not occur in OCPP practice and close the connection with 1003.
/// </summary>
internal sealed class FrameLoop(Socket socket, CsmsAnswers answers)
{
    private const int BufferSize = 64 * 1024;
    [ThreadStatic] private static byte[]? receiveBuffer;
    [ThreadStatic] private static byte[]? sendBuffer;

    // The beginning of a frame whose end has not arrived; null nearly always.
    private byte[]? rest;

    public async Task RunAsync()
    {
        // A synchronous call on a blocking socket may wait for the poller with a thread of the pool; some dozens of those starve it.
        socket.Blocking = false;
        while (true)
        {
            await socket.ReceiveAsync(Memory<byte>.Empty);
            if (!ReadAndAnswer())
                return;
        }
    }

    /// <summary>Reads what is there and answers every whole frame; false when the connection is over.</summary>
    private bool ReadAndAnswer()
    {
        var buffer = receiveBuffer ??= new byte[BufferSize];
        var length = 0;
        if (rest is not null)
        {
            rest.CopyTo(buffer, 0);
            length = rest.Length;
            rest = null;
        }

        var read = socket.Receive(buffer.AsSpan(length), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
            read = 0;
        else if (error != SocketError.Success || read == 0)
            return false;
        length += read;

        var at = 0;
        while (TryFrame(buffer.AsSpan(at, length - at), out var opcode, out var payload, out var size))
        {
            at += size;
            if (!Handle(opcode, payload))
                return false;
        }

        if (length - at == BufferSize)
        {
            Send(0x8, [0x03, 0xF1]); // 1009: larger than anything the fleet sends
            return false;
        }

        if (at < length)
            rest = buffer.AsSpan(at, length - at).ToArray();
        return true;
    }

    private bool Handle(int opcode, Span<byte> payload)
    {
        switch (opcode)
        {
            case 0x81:
                var output = sendBuffer ??= new byte[BufferSize];
                var length = answers.Answer(payload, output.AsSpan(4));
                if (length > 0)
                    SendPrepared(output, length);
                return true;
            case 0x88:
                Send(0x8, payload.Length >= 2 ? payload[..2] : []);
                return false;
            case 0x89:
                Send(0xA, payload);
                return true;
            case 0x8A:
                return true;
            default:
                Send(0x8, [0x03, 0xEB]); // 1003
                return false;
        }
    }

    private static bool TryFrame(Span<byte> data, out int opcode, out Span<byte> payload, out int size)
    {
        opcode = 0;
        payload = default;
        size = 0;
        if (data.Length < 6)
            return false;
        opcode = data[0];
        var head = 2;
        long length = data[1] & 0x7F;
        if (length == 126)
        {
            if (data.Length < 8)
                return false;
            length = BinaryPrimitives.ReadUInt16BigEndian(data[2..]);
            head = 4;
        }
        else if (length == 127)
        {
            if (data.Length < 14)
                return false;
            length = BinaryPrimitives.ReadInt64BigEndian(data[2..]);
            head = 10;
        }

        if (length < 0 || data.Length < head + 4 + length)
            return false;
        var mask = data.Slice(head, 4);
        payload = data.Slice(head + 4, (int)length);
        for (var i = 0; i < payload.Length; i++)
            payload[i] ^= mask[i & 3];
        size = head + 4 + (int)length;
        return true;
    }

    /// <summary>The text stands from index 4 on; the header goes right before it.</summary>
    private void SendPrepared(byte[] buffer, int length)
    {
        if (length < 126)
        {
            buffer[2] = 0x81;
            buffer[3] = (byte)length;
            SendAll(buffer.AsSpan(2, length + 2));
        }
        else
        {
            buffer[0] = 0x81;
            buffer[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(buffer.AsSpan(2), (ushort)length);
            SendAll(buffer.AsSpan(0, length + 4));
        }
    }

    private void Send(int opcode, ReadOnlySpan<byte> payload)
    {
        Span<byte> frame = stackalloc byte[2 + 125];
        frame[0] = (byte)(0x80 | opcode);
        frame[1] = (byte)Math.Min(payload.Length, 125);
        payload[..frame[1]].CopyTo(frame[2..]);
        SendAll(frame[..(2 + frame[1])]);
    }

    /// <summary>The answers of a CSMS are small: they fit the socket's buffer unless the peer stopped reading, and then it is waited for.</summary>
    private void SendAll(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            var sent = socket.Send(data, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
                socket.Poll(TimeSpan.FromSeconds(1), SelectMode.SelectWrite);
            else if (error != SocketError.Success)
                throw new SocketException((int)error);
            data = data[sent..];
        }
    }
}
