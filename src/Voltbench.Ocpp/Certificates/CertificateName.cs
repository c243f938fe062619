using System.Security.Cryptography.X509Certificates;

namespace Voltbench.Ocpp.Certificates;

/// <summary>Subjects of certificates.</summary>
public static class CertificateName
{
    /// <summary>C, O and CN; all but the last may be left out.</summary>
    /// <param name="commonName">CN.</param>
    /// <param name="organization">O.</param>
    /// <param name="country">C, two letters.</param>
    public static X500DistinguishedName Of(string commonName, string? organization, string? country = null)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(commonName);
        if (!string.IsNullOrEmpty(organization))
            builder.AddOrganizationName(organization);
        if (!string.IsNullOrEmpty(country))
            builder.AddCountryOrRegion(country);
        return builder.Build();
    }

    /// <summary>The CN of a certificate; null when it has none.</summary>
    public static string? CommonName(X509Certificate2 certificate) => Find(certificate.SubjectName, "2.5.4.3");

    /// <summary>The O of a certificate; null when it has none.</summary>
    public static string? Organization(X509Certificate2 certificate) => Find(certificate.SubjectName, "2.5.4.10");

    private static string? Find(X500DistinguishedName name, string oid)
    {
        foreach (var part in name.EnumerateRelativeDistinguishedNames())
        {
            if (!part.HasMultipleElements && part.GetSingleElementType().Value == oid)
                return part.GetSingleElementValue();
        }

        return null;
    }
}
