using System.Security.Cryptography.X509Certificates;

namespace Voltbench.Simulation;

/// <summary>Where a charger gets the certificate that it would have got in its factory. Thread-safe.</summary>
public interface IStationCertificates
{
    /// <summary>Signs the request of a new charger.</summary>
    /// <param name="signingRequest">PKCS#10 in PEM.</param>
    /// <returns>The certificate and what is above it without the root, in PEM; null when there is nobody to sign it.</returns>
    string? Sign(string signingRequest);

    /// <summary>Contract certificate of a driver (ISO 15118), made at first need: the certificate and what is above it without the root, in PEM; null for none.</summary>
    /// <param name="emaid">CN of the certificate.</param>
    string? Contract(string emaid);

    /// <summary>Roots that certificates of chargers have to lead to where the CSMS installed none; empty for any.</summary>
    IReadOnlyList<X509Certificate2> Roots { get; }
}
