using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Voltbench.Ocpp.Transport;
using Voltbench.Simulation.Transfers;

namespace Voltbench.Simulation;

/// <summary>Transfers over the network: HTTP, HTTPS and FTP.</summary>
public sealed class NetworkFileTransfer : IFileTransfer, IDisposable
{
    private readonly FileTransferOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turns;
    private readonly HttpFiles _http;
    private readonly FtpFiles _ftp;

    /// <param name="options">Limits.</param>
    /// <param name="time">Clock of the timeouts.</param>
    /// <param name="tls">What to trust for <c>https</c>; null = the machine's roots.</param>
    /// <param name="allowAddress">Which addresses may be connected to, asked after the name was resolved; null allows all.</param>
    public NetworkFileTransfer(FileTransferOptions options, TimeProvider time, TlsSettings? tls = null, Func<IPAddress, bool>? allowAddress = null)
    {
        var connections = new FileConnections(allowAddress);
        _options = options;
        _time = time;
        _turns = new SemaphoreSlim(options.MaxAtOnce);
        _http = new HttpFiles(connections, options, tls);
        _ftp = new FtpFiles(connections, options);
    }

    public Task<FileReceipt> DownloadAsync(string source, CancellationToken cancellation)
        => RunAsync(source, static url => url, (files, url, clock) => files.DownloadAsync(url, clock), cancellation);

    public Task<FileReceipt> UploadAsync(string destination, string fileName, ReadOnlyMemory<byte> content, CancellationToken cancellation)
        => RunAsync(destination, url => url.For(fileName), (files, url, clock) => files.UploadAsync(url, content, clock), cancellation);

    public void Dispose()
    {
        _http.Dispose();
        _turns.Dispose();
    }

    private async Task<FileReceipt> RunAsync(
        string address, Func<FileUrl, FileUrl> aim, Func<IFileProtocol, FileUrl, TransferClock, Task<FileReceipt>> transfer, CancellationToken cancellation)
    {
        if (FileUrl.Parse(address) is not { } parsed)
            return FileReceipt.Failed(FileOutcome.BadAddress, "The location is no absolute URL.");
        if (ProtocolOf(parsed.Location.Scheme) is not { } protocol)
            return FileReceipt.Failed(FileOutcome.NotSupported, $"This station does not speak {parsed.Location.Scheme}; it knows http, https and ftp.");
        var url = aim(parsed);
        try
        {
            await _turns.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return FileReceipt.Failed(FileOutcome.Cancelled, "The transfer was cancelled.");
        }

        try
        {
            using var clock = new TransferClock(_options, _time, cancellation);
            return await GuardAsync(transfer, protocol, url, clock);
        }
        finally
        {
            _turns.Release();
        }
    }

    private static async Task<FileReceipt> GuardAsync(
        Func<IFileProtocol, FileUrl, TransferClock, Task<FileReceipt>> transfer, IFileProtocol protocol, FileUrl url, TransferClock clock)
    {
        try
        {
            return await transfer(protocol, url, clock);
        }
        catch (OperationCanceledException)
        {
            return clock.Explain(url);
        }
        catch (Exception e) when (e is IOException or SocketException or HttpRequestException or AuthenticationException or InvalidOperationException or FormatException)
        {
            return Explain(e, url);
        }
    }

    private static FileReceipt Explain(Exception error, FileUrl url)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            if (e is NotAllowedException)
                return FileReceipt.Failed(FileOutcome.Unreachable, $"Connecting to {url.At} is not allowed here.");
            if (e is AuthenticationException)
                return FileReceipt.Failed(FileOutcome.Unreachable, $"No TLS with {url.At}: its certificate is not trusted or it does not speak TLS.");
            if (e is SocketException socket)
                return FileReceipt.Failed(IsBreak(socket) ? FileOutcome.Broken : FileOutcome.Unreachable, $"Cannot talk to {url.At}: {socket.SocketErrorCode}.");
        }

        return FileReceipt.Failed(FileOutcome.Broken, $"The transfer with {url.At} broke off ({error.GetType().Name}).");
    }

    private static bool IsBreak(SocketException error) => error.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown;

    private IFileProtocol? ProtocolOf(string scheme) => scheme switch
    {
        "http" or "https" => _http,
        "ftp" => _ftp,
        _ => null,
    };
}
