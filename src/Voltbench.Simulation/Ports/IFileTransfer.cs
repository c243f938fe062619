namespace Voltbench.Simulation;

/// <summary>
/// Files that stations fetch and deliver: firmware, diagnostics, logs. One instance serves all chargers of a process. Neither method throws:
/// whatever goes wrong is the outcome of the receipt.
/// </summary>
public interface IFileTransfer
{
    /// <summary>Reads a whole file and keeps nothing of it but its length, its hashes and its first bytes.</summary>
    /// <param name="source">Address; <c>http</c>, <c>https</c> and <c>ftp</c> are spoken. Credentials in it are used and never shown.</param>
    /// <param name="cancellation">Ends the transfer; its outcome is <see cref="FileOutcome.Cancelled"/> then.</param>
    Task<FileReceipt> DownloadAsync(string source, CancellationToken cancellation);

    /// <summary>Delivers a file.</summary>
    /// <param name="destination">Address; one that ends with <c>/</c> (or has no path) is a folder and gets <paramref name="fileName"/> appended.</param>
    /// <param name="fileName">Name of the file, without folders.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    Task<FileReceipt> UploadAsync(string destination, string fileName, ReadOnlyMemory<byte> content, CancellationToken cancellation);
}

/// <summary>How a transfer ended.</summary>
public enum FileOutcome
{
    Done,

    /// <summary>The address is no absolute URL.</summary>
    BadAddress,

    /// <summary>The address is of a protocol that is not spoken, or the server does not know the operation.</summary>
    NotSupported,

    /// <summary>No connection: no such host, refused, no TLS, or not allowed by this server.</summary>
    Unreachable,

    /// <summary>The server has no such file (HTTP 404 and 410, FTP 550).</summary>
    NotFound,

    /// <summary>The server wants other credentials or gives nothing (HTTP 401 and 403, FTP 530).</summary>
    Denied,

    /// <summary>The server found fault with the request (HTTP 4xx, FTP 5xx).</summary>
    Refused,

    /// <summary>The server failed, or the connection broke before the end.</summary>
    Broken,

    /// <summary>Nothing came for too long, or the whole took too long.</summary>
    TimedOut,

    /// <summary>The file is larger than the limit.</summary>
    TooLarge,

    Cancelled,
}

/// <summary>What is known of a transferred file.</summary>
public sealed record FileReceipt(FileOutcome Outcome)
{
    /// <summary>What a person needs to know; without credentials. Null when all went well.</summary>
    public string? Detail { get; init; }

    /// <summary>Bytes transferred.</summary>
    public long Length { get; init; }

    /// <summary>SHA-256 of a downloaded file, 32 bytes; empty otherwise.</summary>
    public ReadOnlyMemory<byte> Sha256 { get; init; }

    /// <summary>MD5 of a downloaded file, 16 bytes (OCPP 2.0.1 L03 asks for it); empty otherwise.</summary>
    public ReadOnlyMemory<byte> Md5 { get; init; }

    /// <summary>The first bytes of a downloaded file, at most 256.</summary>
    public ReadOnlyMemory<byte> Head { get; init; }

    public bool IsDone => Outcome == FileOutcome.Done;

    public static FileReceipt Failed(FileOutcome outcome, string detail) => new(outcome) { Detail = detail };
}
