/* Lines that a site puts around an article: tools (打印 关闭), the way to the page
 * (当前位置), the site's footer. Words only; nothing here knows the page.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef ZC_CORPUS_FURNITURE_H
#define ZC_CORPUS_FURNITURE_H

#include "base.h"

typedef enum furniture {
    FURNITURE_NONE,
    FURNITURE_CERTAIN, /* wherever it stands: 【打印本页】【关闭窗口】, 当前位置：首页 > … */
    FURNITURE_CREDIT,  /* at an article's end: 责任编辑：…, （来源：…） */
    FURNITURE_CONTACT, /* of a footer, or of the text itself: 地址：…, 联系电话：… */
    FURNITURE_FOOT,    /* of a footer, where others are around: 主办单位：…, 网站地图 */
    FURNITURE_FOOTER   /* of a footer: …ICP备…, 网站标识码：… */
} furniture;

/* What `line` is by its words; a trimmed line, cells parted by bars. */
furniture furniture_of(zc_str line);

/* Whether a list of links to other pages begins here: 相关链接, 延伸阅读：. */
bool furniture_heads_links(zc_str line);

#endif
