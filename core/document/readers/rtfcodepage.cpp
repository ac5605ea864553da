#include "document/readers/rtfcodepage.h"

#include <QStringDecoder>

#include <algorithm>

namespace docchat::document {
namespace {

struct Charset {
    int charset;
    int codePage;
};

// RTF 1.9.1, "Font Table": the values of \fcharset.
constexpr Charset charsets[] = {
    {77, 10000}, {78, 932},   {79, 949},   {80, 936},   {81, 950},   {83, 1255},  {84, 1256},  {85, 1253},
    {86, 1254},  {87, 874},   {88, 1250},  {89, 1251},  {128, 932},  {129, 949},  {130, 1361}, {134, 936},
    {136, 950},  {161, 1253}, {162, 1254}, {163, 1258}, {177, 1255}, {178, 1256}, {179, 1256}, {180, 1256},
    {181, 1255}, {186, 1257}, {204, 1251}, {222, 874},  {238, 1250}, {254, 437},  {255, 850},
};

/// Code pages that are not called "windows-" and their number.
struct Named {
    int codePage;
    const char *name;
};

constexpr Named named[] = {
    {437, "IBM437"},
    {708, "ISO-8859-6"},
    {850, "IBM850"},
    {852, "IBM852"},
    {855, "IBM855"},
    {860, "IBM860"},
    {862, "IBM862"},
    {863, "IBM863"},
    {865, "IBM865"},
    {866, "IBM866"},
    {932, "windows-31j"},
    {936, "GB18030"},
    {950, "Big5"},
    {10000, "macintosh"},
    {10001, "windows-31j"},
    {10006, "x-mac-greek"},
    {10007, "x-mac-cyrillic"},
    {10029, "x-mac-centraleurroman"},
    {10081, "x-mac-turkish"},
    {20866, "KOI8-R"},
    {21866, "KOI8-U"},
    {28592, "ISO-8859-2"},
    {54936, "GB18030"},
    {65001, "UTF-8"},
};

QByteArray nameOf(int codePage) {
    const auto known = std::ranges::find(named, codePage, &Named::codePage);
    return known == std::end(named) ? "windows-" + QByteArray::number(codePage) : QByteArray(known->name);
}

} // namespace

int codePageOfCharset(int charset) {
    const auto known = std::ranges::find(charsets, charset, &Charset::charset);
    return known == std::end(charsets) ? 0 : known->codePage;
}

QString decodeCodePage(const QByteArray &bytes, int codePage) {
    QStringDecoder decoder(nameOf(codePage).constData());
    if (decoder.isValid())
        return decoder.decode(bytes);
    QStringDecoder western("windows-1252");
    return western.isValid() ? QString(western.decode(bytes)) : QString::fromLatin1(bytes);
}

bool isMultiByte(int codePage) {
    return codePage == 932 || codePage == 936 || codePage == 949 || codePage == 950 || codePage == 10001 ||
           codePage == 54936;
}

bool isLeadByte(uchar byte, int codePage) {
    if (!isMultiByte(codePage))
        return false;
    const bool isHalfWidthKana = (codePage == 932 || codePage == 10001) && byte >= 0xA0 && byte <= 0xDF;
    return byte >= 0x81 && byte <= 0xFE && !isHalfWidthKana;
}

} // namespace docchat::document
